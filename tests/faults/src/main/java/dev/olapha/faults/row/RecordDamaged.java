package dev.olapha.faults.row;

import dev.olapha.faults.check.NobodyEnds;
import dev.olapha.faults.check.RecordsAreRepaired;
import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.Scene;
import dev.olapha.faults.observe.HostileObject;
import dev.olapha.faults.store.Records;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Row 18. */
final class RecordDamaged implements Row {

    private static final Duration REPAIRED = Duration.ofSeconds(5);
    private static final int OVERSIZED = 900_000;
    private static final List<String> COMPONENTS =
            List.of("dispatcher", "resource_manager", "rest_server");

    @Override
    public Title title() {
        return new Title(
                18,
                "leader record deleted, truncated, garbled, oversized, hostile bytes",
                ClusterProfile.SHORT_TIMEOUT);
    }

    @Override
    public Expectation expectation(Timing timing) {
        return new Expectation(
                "republished within 5 s; nobody crashes; nothing is deserialized",
                List.of(new RecordsAreRepaired(REPAIRED), new NobodyEnds()),
                Duration.ofSeconds(15));
    }

    /** Every kind of damage to every record, each as soon as the one before is repaired. */
    @Override
    public void strike(Scene scene, int run) throws Exception {
        final Records store = scene.cluster().store().records();
        scene.faultBegins("every record is damaged in every way");
        for (String component : COMPONENTS) {
            scene.damaged(component, "deleted");
            store.deleteRecord(component);
            scene.awaitRepaired(component, REPAIRED);
            for (Map.Entry<String, byte[]> damage :
                    damages(store.readRecord(component)).entrySet()) {
                scene.damaged(component, damage.getKey());
                store.overwriteRecord(component, damage.getValue());
                scene.awaitRepaired(component, REPAIRED);
            }
        }
        scene.healed("nothing is damaged any more");
    }

    private static Map<String, byte[]> damages(byte[] record) throws IOException {
        final Map<String, byte[]> damages = new LinkedHashMap<>();
        damages.put("empty", new byte[0]);
        damages.put("truncated", Arrays.copyOf(record, record.length / 2));
        final byte[] garbled = record.clone();
        for (int i = 0; i < garbled.length; i += 3) {
            garbled[i] ^= (byte) (1 + ThreadLocalRandom.current().nextInt(255));
        }
        damages.put("garbled", garbled);
        damages.put("oversized", new byte[OVERSIZED]);
        damages.put("a hostile object as Flink's own record has one", hostile());
        damages.put(
                "a hostile address",
                "olapha-leader 1\nsession not-a-uuid\naddress ${jndi:ldap://127.0.0.1:1/x}\n"
                        .getBytes(StandardCharsets.UTF_8));
        return damages;
    }

    /** Flink's own record is an address and a serialized session id. */
    private static byte[] hostile() throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeUTF("pekko.tcp://flink@127.0.0.1:1/user/rpc/resourcemanager_0");
            out.writeObject(new HostileObject());
        }
        return bytes.toByteArray();
    }
}
