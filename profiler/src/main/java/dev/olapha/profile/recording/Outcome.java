package dev.olapha.profile.recording;

/** How a call ended. */
enum Outcome {
    RETURNED,
    FAILED
}
