package dev.olapha.zookeeper;

/** The node below which a cluster under test lives, made by whoever runs the ZooKeeper. */
final class Chroot {

    static final String PATH = "/ns";

    private Chroot() {}

    static Chroot create(String servers) {
        try (Operator operator = Operator.of(servers)) {
            operator.create(PATH);
            return new Chroot();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot create " + PATH + " on " + servers, e);
        }
    }

    /** The servers' addresses for clients that live below the node. */
    String below(String servers) {
        return servers + PATH;
    }
}
