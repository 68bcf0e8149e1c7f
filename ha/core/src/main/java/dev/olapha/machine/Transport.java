package dev.olapha.machine;

/**
 * The requests of one backend, each sent once. Called by the {@link Runner}'s request threads,
 * which it may hold as long as it likes: they are given up when the request's limit is over, and
 * interrupted.
 */
public interface Transport<Q, A> {

    /**
     * Sends a request and waits for its answer.
     *
     * @throws RefusedException if the store says no
     * @throws Exception if there is no answer: what was asked for may have been done
     */
    A send(Q request) throws Exception;

    /**
     * Opens a watch.
     *
     * @param listener may be called before this method returns
     * @throws RefusedException if it is refused before it is sent
     */
    Stream open(Q request, StreamListener<A> listener) throws Exception;

    /** A watch that is open or being opened. */
    interface Stream {

        /** Ends it, if it has not ended. Does not wait. */
        void close();
    }

    /** Called by any thread, in order. */
    interface StreamListener<A> {

        void opened();

        void changed(A answer);

        /** The watch stands, and there is nothing to tell. */
        void heard();

        void ended(Refusal refusal);
    }
}
