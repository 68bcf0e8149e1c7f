package dev.olapha.benchmark.report;

/**
 * The colour of a thing that is compared: the same in every picture of a page, so that a reader
 * learns it once. What each looks like on light and on dark ground is the page's business.
 */
public enum Tone {
    /** Flink without high availability: what the others are measured against. */
    GREY,
    /** Flink's own high availability. */
    ORANGE,
    /** A second kind of Flink's own. */
    PINK,
    /** Flink's own high availability on Kubernetes. */
    AMBER,
    /** This product in its OLAP mode. */
    BLUE,
    /** The same on Kubernetes. */
    CYAN,
    /** This product with the blob store on. */
    TEAL,
    /** This product with recovery on. */
    PURPLE,
    /** Whatever else is compared. */
    GREEN
}
