package dev.sluice.engine.topic;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a client calls a type or a topic.
 *
 * @param name as the client wrote it
 * @param description what belongs there; empty when the client gave none
 */
public record Topic(String name, String description) {
    private static final Set<String> REST = Set.of(
            "other",
            "others",
            "unknown",
            "misc",
            "miscellaneous",
            "rest",
            "none",
            "none of these",
            "none of the above",
            "uncategorized",
            "uncategorised",
            "unclassified",
            "anything else",
            "everything else",
            "other document",
            "other documents",
            "not listed",
            "undefined",
            "general other",
            "sonstige",
            "sonstiges",
            "andere",
            "anderes",
            "unbekannt",
            "übrige",
            "autre",
            "autres",
            "divers",
            "inconnu",
            "otro",
            "otros",
            "otra",
            "otras",
            "desconocido",
            "varios",
            "altro",
            "altri",
            "sconosciuto",
            "outro",
            "outros",
            "desconhecido",
            "overig",
            "overige",
            "anders",
            "onbekend",
            "inne",
            "その他",
            "其他",
            "기타");

    /** Whether it is meant for whatever fits nowhere else. */
    public boolean isRest() {
        String plain =
                String.join(" ", List.of(name.strip().toLowerCase(Locale.ROOT).split("[\\s_/.-]+", -1)));
        return REST.contains(plain);
    }
}
