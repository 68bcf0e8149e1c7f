package dev.olapha.query;

import dev.olapha.query.protocol.Batch;
import dev.olapha.query.protocol.SinkRows;

import org.apache.flink.api.common.accumulators.SerializedListAccumulator;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.api.operators.collect.CollectCoordinationResponse;
import org.apache.flink.streaming.api.operators.collect.CollectSinkFunction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows in the forms in which Flink's collect sink and its client exchange them. */
final class CollectedRows {

    private static final int INITIAL_BYTES = 256;

    private CollectedRows() {}

    /** What a sink has answered to a request for the rows from an offset on. */
    static SinkRows of(CollectCoordinationResponse response, long offset) throws IOException {
        final DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
        // The response hands out rows, not bytes.
        response.serialize(out);
        final DataInputDeserializer in =
                new DataInputDeserializer(out.getSharedBuffer(), 0, out.length());
        final String version = StringSerializer.INSTANCE.deserialize(in);
        LongSerializer.INSTANCE.deserialize(in);
        final List<byte[]> rows =
                new ListSerializer<>(BytePrimitiveArraySerializer.INSTANCE).deserialize(in);
        return new SinkRows(version, offset, rows);
    }

    /**
     * What a sink has left in an accumulator when its job ended; empty if this is something else.
     */
    static Optional<SinkRows> ofAccumulator(Object accumulated) {
        if (!(accumulated instanceof ArrayList)) {
            return Optional.empty();
        }
        final ArrayList<?> parts = (ArrayList<?>) accumulated;
        if (parts.size() != 1 || !(parts.get(0) instanceof byte[])) {
            return Optional.empty();
        }
        try {
            final ArrayList<byte[]> serialized = new ArrayList<>(List.of((byte[]) parts.get(0)));
            final Tuple2<Long, CollectCoordinationResponse> left =
                    CollectSinkFunction.deserializeAccumulatorResult(
                            SerializedListAccumulator.deserializeList(
                                            serialized, BytePrimitiveArraySerializer.INSTANCE)
                                    .get(0));
            return Optional.of(of(left.f1, left.f0));
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            // Another accumulator, of the user's own.
            return Optional.empty();
        }
    }

    /** What Flink's client expects in the accumulator of a sink. */
    static ArrayList<byte[]> toAccumulator(String version, Batch batch) throws IOException {
        final SerializedListAccumulator<byte[]> accumulator = new SerializedListAccumulator<>();
        accumulator.add(
                CollectSinkFunction.serializeAccumulatorResult(
                        batch.offset(), version, batch.offset(), batch.rows()),
                BytePrimitiveArraySerializer.INSTANCE);
        return accumulator.getLocalValue();
    }

    static CollectCoordinationResponse toResponse(String version, Batch batch) {
        return new CollectCoordinationResponse(version, batch.offset(), batch.rows());
    }
}
