package dev.olapha.zookeeper;

import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.KeeperException;

/**
 * Errors that say something about the connection, or about how much the server has to do, and
 * nothing about the request: it is asked again, after a pause. All other codes that the client
 * knows mean that the request as such is refused or wrong.
 */
final class TransientError {

    private TransientError() {}

    static boolean is(Throwable error) {
        return error instanceof KeeperException && is(((KeeperException) error).code());
    }

    static boolean is(KeeperException.Code code) {
        switch (code) {
            case CONNECTIONLOSS:
            case SESSIONEXPIRED:
            case SESSIONMOVED:
            case OPERATIONTIMEOUT:
            // The client waited for as long as zookeeper.request.timeout says.
            case REQUESTTIMEOUT:
            // Servers from 3.7 on, while too many requests wait (ZOOKEEPER-3683).
            case THROTTLEDOP:
                return true;
            default:
                return false;
        }
    }
}
