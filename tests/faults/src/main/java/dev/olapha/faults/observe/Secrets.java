package dev.olapha.faults.observe;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What no log and no answer may show: credentials that the suite configures, and those that
 * processes tell each other by way of the store. Safe to use from several threads.
 */
public final class Secrets {

    private static final int SHORTEST = 8;

    private final Set<String> secrets = ConcurrentHashMap.newKeySet();

    /**
     * @throws IllegalArgumentException if it is so short that it would be found everywhere
     */
    public void add(String secret) {
        if (secret.length() < SHORTEST) {
            throw new IllegalArgumentException("Too short to be looked for: " + secret);
        }
        secrets.add(secret);
    }

    /** Whether a text has one of them in it. */
    public boolean areIn(String text) {
        for (String secret : secrets) {
            if (text.contains(secret)) {
                return true;
            }
        }
        return false;
    }
}
