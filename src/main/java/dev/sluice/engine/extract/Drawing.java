package dev.sluice.engine.extract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an Office document says of something that is drawn in it.
 *
 * @param place the cells it covers, such as {@code Sheet1!D2:H16}; null outside of spreadsheets
 * @param chartType the kind of chart by the name of its element, such as {@code BarChart}; null of a picture
 * @param title of the chart; null if it has none
 * @param ranges the cells its values come from, as its formulas say, such as {@code Sheet1!$B$2:$B$4}
 */
public record Drawing(
        @Nullable String place,
        @Nullable String chartType,
        @Nullable String title,
        List<String> ranges) {
    public Drawing {
        ranges = List.copyOf(ranges);
    }

    /** A picture on a sheet. */
    public static Drawing picture(@Nullable String place) {
        return new Drawing(place, null, null, List.of());
    }
}
