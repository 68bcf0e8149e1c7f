package dev.olapha.testkit.kubernetes;

import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks tests that need a {@link RealApiServer}. They are skipped, and the reason is printed, where
 * {@code KUBEBUILDER_ASSETS} does not name a folder with {@code kube-apiserver} and {@code etcd}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(ApiServerCondition.class)
public @interface RequiresApiServer {}
