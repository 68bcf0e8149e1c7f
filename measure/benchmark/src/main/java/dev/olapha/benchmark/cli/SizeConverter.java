package dev.olapha.benchmark.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code 300KB}, {@code 200MB} and {@code 1GB}, in powers of 1000. */
public final class SizeConverter implements ITypeConverter<Long> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})(B|KB|MB|GB)");

    private static final Map<String, Long> UNITS =
            Map.of("B", 1L, "KB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L);

    @Override
    public Long convert(String value) {
        final Matcher matcher = FORM.matcher(value.trim().toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "'" + value + "' is no size; write for example 300KB, 200MB or 1GB.");
        }
        return Long.parseLong(matcher.group(1)) * UNITS.get(matcher.group(2));
    }
}
