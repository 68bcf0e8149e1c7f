package dev.olapha.benchmark.page;

/** Text that grows into a page; whatever comes from outside is escaped. Not thread-safe. */
final class Html {

    private final StringBuilder text = new StringBuilder();

    /** Markup, as it is; {@code %s} are replaced by the values, escaped. */
    Html markup(String markup, Object... values) {
        int from = 0;
        for (final Object value : values) {
            final int at = markup.indexOf("%s", from);
            text.append(markup, from, at).append(escaped(String.valueOf(value)));
            from = at + 2;
        }
        text.append(markup, from, markup.length()).append('\n');
        return this;
    }

    static String escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
