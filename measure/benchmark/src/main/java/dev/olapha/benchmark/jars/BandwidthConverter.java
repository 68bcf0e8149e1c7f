package dev.olapha.benchmark.jars;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code 100Mbit} and {@code 10Gbit}: bits in a second. */
final class BandwidthConverter implements ITypeConverter<Bandwidth> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})(mbit|gbit)");

    @Override
    public Bandwidth convert(String value) {
        final Matcher matcher = FORM.matcher(value.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new TypeConversionException(
                    "'" + value + "' is no bandwidth; write for example 100Mbit or 10Gbit.");
        }
        final double bits = matcher.group(2).equals("gbit") ? 1e9 : 1e6;
        return new Bandwidth(Long.parseLong(matcher.group(1)) * bits / 8);
    }
}
