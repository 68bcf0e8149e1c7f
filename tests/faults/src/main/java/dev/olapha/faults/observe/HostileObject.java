package dev.olapha.faults.observe;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;

/**
 * What an attacker would write where Java objects are read: it shows itself as soon as it is
 * deserialized. Every process of the suite's clusters has it on its class path.
 */
public final class HostileObject implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What the process prints that deserializes one. */
    static final String MARK = "A hostile object was deserialized";

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        System.out.println(MARK);
    }
}
