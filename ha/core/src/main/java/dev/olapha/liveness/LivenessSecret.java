package dev.olapha.liveness;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * What a process and its peers prove to each other to know: random, and another one for every
 * incarnation of a process. Never printed. Immutable.
 */
public final class LivenessSecret {

    static final int BYTES = 32;

    private static final String MAC = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;

    private LivenessSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    static LivenessSecret random() {
        return new LivenessSecret(randomBytes(BYTES));
    }

    static LivenessSecret of(byte[] bytes) {
        return new LivenessSecret(bytes.clone());
    }

    static byte[] randomBytes(int count) {
        final byte[] random = new byte[count];
        RANDOM.nextBytes(random);
        return random;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** The proof of knowing this secret, for one role in one handshake: 32 bytes. */
    byte[] proof(String role, byte[] dialersNonce, byte[] listenersNonce) {
        try {
            final Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(bytes, MAC));
            mac.update(role.getBytes(StandardCharsets.US_ASCII));
            mac.update(dialersNonce);
            return mac.doFinal(listenersNonce);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + MAC, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LivenessSecret
                && MessageDigest.isEqual(bytes, ((LivenessSecret) other).bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "******";
    }
}
