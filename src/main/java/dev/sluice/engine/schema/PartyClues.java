package dev.sluice.engine.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What speaks for a name without a label being the seller's or the buyer's. */
final class PartyClues {
    private static final int MOST_ABOVE = 6;
    private static final int LAST_LOOKED_AT = 3_000;
    private static final double TOP = 0.3;
    private static final double FOOT = 0.86;
    private static final Set<String> MAILERS = Set.of(
            ("gmail yahoo hotmail outlook gmx web icloud orange free wanadoo tonline example mail " + "aol libero live")
                    .split(" "));
    private static final Set<String> GREETINGS =
            Set.of(("herr herrn frau firma fa mr mrs ms an to m mme monsieur madame sr sra sig spettle "
                            + "exmosr exmosenhor exmosra dhr mevr pan pani tav")
                    .split(" "));

    private final DocumentReading document;
    private final Set<String> domains = new HashSet<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final double[] extent = new double[2];

    /** A name that may be a party's; {@code block} when an address stands below it. */
    record Named(
            String name, Segment segment, int start, boolean block, boolean legal, boolean sender, boolean first) {}

    PartyClues(DocumentReading document) {
        this.document = document;
        extent[0] = Double.MAX_VALUE;
        for (Segment segment : looked()) {
            if (segment.page == firstPage()) {
                extent[0] = Math.min(extent[0], segment.y0);
                extent[1] = Math.max(extent[1], segment.y1);
            }
            if (segment.text.indexOf('@') >= 0 || segment.text.indexOf('.') > 0) {
                // A web address in the customer's part is the customer's.
                boolean foreign = document.sections.role(segment) == FieldPlan.Role.BUYER
                        || document.sections.role(segment) == FieldPlan.Role.SHIP;
                if (foreign) {
                    continue;
                }
                Contacts.emails(segment.text)
                        .forEach(one -> domain(one.value().substring(one.value().indexOf('@') + 1)));
                Contacts.urls(segment.text).forEach(one -> domain(one.value().replaceFirst("^https?://", "")));
            }
        }
    }

    private List<Segment> looked() {
        List<Segment> all = document.view.segments();
        return all.size() > LAST_LOOKED_AT ? all.subList(0, LAST_LOOKED_AT) : all;
    }

    private int firstPage() {
        List<Segment> all = document.view.segments();
        return all.isEmpty() ? 1 : all.get(0).page;
    }

    private void domain(String host) {
        String[] labels = host.split("/", 2)[0].split("\\.");
        for (int i = Math.max(0, labels.length - 3); i < labels.length - 1; i++) {
            String bare = Fold.bare(labels[i]);
            if (bare.length() >= 4 && !MAILERS.contains(bare)) {
                domains.add(bare);
            }
        }
    }

    List<Named> find() {
        Map<String, Named> all = new LinkedHashMap<>();
        Segment first = null;
        for (Segment segment : looked()) {
            if (Places.town(segment.text)) {
                block(segment, all);
            }
            int legal =
                    segment.text.indexOf(':') > 0 && segment.text.indexOf(':') < 40 ? 0 : LegalForms.cut(segment.text);
            if (legal > 0) {
                Mention name = TextCutter.name(segment.text, 0, legal, false);
                if (name != null && LegalForms.in(name.value())) {
                    put(all, name, segment, false, sender(segment, name), false);
                }
            }
            if (first == null && plain(segment)) {
                first = segment;
                Mention name = TextCutter.name(segment.text, 0, segment.text.length(), false);
                if (name != null) {
                    put(all, name, segment, false, sender(segment, name), true);
                }
            } else if (plain(segment) && segment.row < 200 && segment.page == firstPage() && known(segment.text)) {
                Mention name = TextCutter.name(segment.text, 0, segment.text.length(), false);
                if (name != null) {
                    put(all, name, segment, false, sender(segment, name), false);
                }
            }
        }
        return new ArrayList<>(all.values());
    }

    private boolean plain(Segment segment) {
        return segment.text.length() > 2
                && segment.text.length() < 70
                && Character.isLetter(segment.text.charAt(0))
                && segment.text.indexOf(':') < 0
                && !labelled(segment);
    }

    private boolean labelled(Segment segment) {
        for (LabelHit hit : document.labels.in(segment)) {
            if (hit.from() == 0 && (hit.coverage() > 0.62 || hit.valueFrom() >= segment.text.length())) {
                return true;
            }
        }
        return false;
    }

    /** One line "Name - street - town", as senders write it small above the address. */
    private static boolean sender(Segment segment, Mention name) {
        return segment.text.length() > name.end() + 8 && Places.town(segment.text.substring(name.end()));
    }

    private void block(Segment town, Map<String, Named> all) {
        Mention inline = TextCutter.name(town.text, 0, town.text.length(), false);
        if (inline != null && sender(town, inline) && TextCutter.nameFit(inline.value()) > 0.8) {
            put(all, inline, town, true, true, false);
        }
        List<Segment> lines = new ArrayList<>();
        Segment last = town;
        for (Segment above : document.view.above(town, MOST_ABOVE, 12)) {
            double gap = last.y0 - above.y1;
            boolean parted = gap < 1.5 * Math.max(6, last.height())
                    && Math.abs(above.x0 - last.x0) < 2
                    && Math.abs(above.height() - last.height()) < 4
                    && above.bold == last.bold;
            boolean near = (gap < 0.9 * Math.max(6, last.height()) || parted)
                    && (Math.abs(above.x0 - last.x0) < 4 || Math.abs(above.x1 - last.x1) < 4)
                    && above.height() < 1.7 * town.height();
            if (!near || document.spots.labelled(above)) {
                break;
            }
            if (labelled(above) && !LegalForms.in(above.text)) {
                // A company may be called what is a label elsewhere: a street is no name.
                if (lines.size() == 1 && !last.numbers().isEmpty() && gap < 0.9 * last.height()) {
                    lines.add(above);
                }
                break;
            }
            lines.add(above);
            last = above;
        }
        Segment top = null;
        for (int i = lines.size() - 1; i >= 0 && top == null; i--) {
            Segment line = lines.get(i);
            String bare = Fold.bare(line.text);
            boolean skip =
                    GREETINGS.contains(bare) || TextCutter.nameFit(line.text) < 0.5 || line.text.indexOf('@') >= 0;
            top = skip ? null : line;
        }
        if (top != null) {
            Mention name = TextCutter.name(top.text, 0, top.text.length(), false);
            if (name != null) {
                put(all, name, top, true, false, false);
            }
        }
    }

    private void put(
            Map<String, Named> all, Mention name, Segment segment, boolean block, boolean sender, boolean first) {
        String bare = Fold.bare(name.value());
        if (bare.length() < 3 || TextCutter.nameFit(name.value()) < 0.5) {
            return;
        }
        seen.merge(bare, 1, Integer::sum);
        Named named = new Named(name.value(), segment, name.start(), block, LegalForms.in(name.value()), sender, first);
        String key = bare + "@" + segment.index;
        Named old = all.get(key);
        if (old != null) {
            named = new Named(
                    old.name(),
                    segment,
                    old.start(),
                    old.block() || block,
                    old.legal(),
                    old.sender() || sender,
                    old.first() || first);
        }
        all.put(key, named);
    }

    private boolean known(String name) {
        String bare = Fold.bare(name);
        for (String domain : domains) {
            if (bare.length() >= 4 && (domain.contains(bare) || domain.length() >= 5 && bare.contains(domain))) {
                return true;
            }
        }
        return false;
    }

    double seller(Named one) {
        Segment segment = one.segment();
        FieldPlan.Role role = document.sections.role(segment);
        double score = one.legal() ? 0.28 : 0;
        score += one.block() ? 0.15 : 0;
        score += one.sender() ? 0.35 : 0;
        score += one.first() ? 0.26 : 0;
        score += known(one.name()) ? 0.35 : 0;
        score += top(segment) ? 0.1 : 0;
        score += foot(segment) ? 0.18 : 0;
        score += repeated(one) ? 0.08 : 0;
        score += segment.bold ? 0.04 : 0;
        score += official(segment) ? 0.12 : 0;
        score -= segment.index * 0.0002;
        return score
                + switch (role) {
                    case SELLER -> 0.4;
                    case BUYER -> -0.5;
                    case SHIP -> -0.4;
                    case NONE -> 0;
                };
    }

    double buyer(Named one) {
        Segment segment = one.segment();
        FieldPlan.Role role = document.sections.role(segment);
        double score = one.block() ? 0.42 : 0;
        score += one.legal() ? 0.08 : 0;
        score += top(segment) ? 0.08 : 0;
        score -= foot(segment) ? 0.35 : 0;
        score -= one.sender() ? 0.5 : 0;
        score -= known(one.name()) ? 0.3 : 0;
        score -= one.first() ? 0.1 : 0;
        score -= segment.index * 0.0002;
        return score
                + switch (role) {
                    case BUYER -> 0.45;
                    case SHIP -> 0.05;
                    case SELLER -> -0.5;
                    case NONE -> 0;
                };
    }

    private boolean registered(Segment segment) {
        for (LabelHit hit : document.labels.in(segment)) {
            for (Concept concept : document.lexicon.withKey(hit.key())) {
                boolean official = concept.id().equals("company_register_number")
                        || concept.id().equals("tax_number");
                if (official || concept.kind() == Kind.VATID && hit.words() > 1) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean repeated(Named one) {
        return seen.getOrDefault(Fold.bare(one.name()), 0) > 1;
    }

    private boolean top(Segment segment) {
        return segment.page == firstPage() && segment.y0 < extent[0] + TOP * (extent[1] - extent[0]);
    }

    private boolean foot(Segment segment) {
        return segment.page == firstPage() && segment.y0 > extent[0] + FOOT * (extent[1] - extent[0]);
    }

    /** Whether a VAT id, a register number or a bank account stands close below. */
    private boolean official(Segment segment) {
        int row = 0;
        for (Segment below : document.view.below(segment, 8, 12)) {
            if (row++ > 8) {
                break;
            }
            if (!VatIds.scan(below.text).isEmpty()
                    || !BankCodes.ibans(below.text).isEmpty()
                    || registered(below)) {
                return true;
            }
        }
        return false;
    }
}
