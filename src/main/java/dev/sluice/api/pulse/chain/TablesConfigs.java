package dev.sluice.api.pulse.chain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.pulse.request.Options;
import java.util.List;
import java.util.Locale;

/** Says {@code tables_config} in Sluice's own names. */
final class TablesConfigs {
    private TablesConfigs() {}

    static StageConfig of(Options body, List<String> warnings) {
        Options given = body.object("tables_config");
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        options.put("merge", given.flag("merge", false));
        String format = given.text("table_format");
        String word = format == null ? "html" : format.toLowerCase(Locale.ROOT);
        if (!word.equals("html") && !word.equals("json")) {
            throw PulseError.REQ_003.because("tables_config.table_format must be html or json.");
        }
        options.putArray("formats").add(word);
        if (given.flag("charts_to_tables", false)) {
            options.put("chartsToTables", true);
        }
        given.unknown(warnings);
        return StageConfig.of(options);
    }
}
