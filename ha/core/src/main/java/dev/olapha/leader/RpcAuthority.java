package dev.olapha.leader;

import java.util.Locale;
import java.util.Objects;

/**
 * The part of an RPC address that names a process: for {@code
 * pekko.tcp://flink@host:6123/user/rpc/jobmanager_7} it is {@code flink@host:6123}. Two endpoints
 * with the same authority live in the same process.
 */
final class RpcAuthority {

    private static final String SCHEME_END = "://";

    private final String value;

    private RpcAuthority(String value) {
        this.value = value;
    }

    static RpcAuthority of(String rpcAddress) {
        final int schemeEnd = rpcAddress.indexOf(SCHEME_END);
        final int start = schemeEnd < 0 ? 0 : schemeEnd + SCHEME_END.length();
        final int slash = rpcAddress.indexOf('/', start);
        final int end = slash < 0 ? rpcAddress.length() : slash;
        return new RpcAuthority(rpcAddress.substring(start, end).toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RpcAuthority && value.equals(((RpcAuthority) other).value);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
