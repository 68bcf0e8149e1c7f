/**
 * A real Kubernetes API server.
 *
 * <p>{@link dev.olapha.testkit.kubernetes.RealApiServer} starts {@code etcd} and {@code
 * kube-apiserver} on 127.0.0.1, from the folder that {@code KUBEBUILDER_ASSETS} names (the
 * convention of Kubernetes' own envtest). Its audit log tells every request it received, so that a
 * test can say "no request" and mean all processes. Tests that are marked with {@link
 * dev.olapha.testkit.kubernetes.RequiresApiServer} are skipped, and say so, where there is no such
 * folder.
 */
package dev.olapha.testkit.kubernetes;
