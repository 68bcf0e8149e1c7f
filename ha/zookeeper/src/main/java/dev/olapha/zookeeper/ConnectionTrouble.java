package dev.olapha.zookeeper;

import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.KeeperException;

/** Errors that say something about the connection and nothing about the request. */
final class ConnectionTrouble {

    private ConnectionTrouble() {}

    static boolean is(Throwable error) {
        return error instanceof KeeperException && is(((KeeperException) error).code());
    }

    static boolean is(KeeperException.Code code) {
        switch (code) {
            case CONNECTIONLOSS:
            case SESSIONEXPIRED:
            case SESSIONMOVED:
            case OPERATIONTIMEOUT:
                return true;
            default:
                return false;
        }
    }
}
