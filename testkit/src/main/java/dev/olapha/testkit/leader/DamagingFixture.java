package dev.olapha.testkit.leader;

/** A service whose leader records a test can damage behind the leader's back. */
public interface DamagingFixture extends LeaderBackendFixture {

    /** Replaces the bytes of a component's record. */
    void overwriteRecord(String componentId, byte[] bytes) throws Exception;

    /** Deletes a component's record. */
    void deleteRecord(String componentId) throws Exception;
}
