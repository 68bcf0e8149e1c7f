/**
 * Flink's RPC system with a place to look in: {@link dev.olapha.rpc.RpcHook}s see which endpoints a
 * process starts and which gateways it connects to. Messages do not pass through here.
 */
package dev.olapha.rpc;
