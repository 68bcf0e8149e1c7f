package dev.olapha.benchmark.cluster;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a mode's id. */
public final class ModeConverter implements ITypeConverter<Mode> {

    @Override
    public Mode convert(String value) {
        return Mode.byId(value.trim())
                .orElseThrow(
                        () ->
                                new TypeConversionException(
                                        "'"
                                                + value
                                                + "' is no mode; there are "
                                                + Mode.knownIds()
                                                + "."));
    }
}
