package dev.sluice.engine.extract.pdf;

import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pdfbox.contentstream.PDFStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorProcessor;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSNumber;

/** The path operators of PDF (ISO 32000-1, 8.5), which a text stripper leaves out; they feed the rule collector. */
final class PathOperators {
    private static final List<String> NAMES =
            List.of("m", "l", "c", "v", "y", "h", "re", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n", "w");

    private PathOperators() {}

    /** What the operators need of the page being read. */
    interface Target {
        RuleCollector rules();

        /** A point of the current coordinates, as displayed. */
        Point2D display(float x, float y);

        float lineWidth();

        void lineWidth(float width);
    }

    static void install(PDFStreamEngine engine, Target target) {
        NAMES.forEach(name -> engine.addOperator(new PathOperator(engine, name, target)));
    }

    private static final class PathOperator extends OperatorProcessor {
        private final String name;
        private final Target target;

        PathOperator(PDFStreamEngine engine, String name, Target target) {
            super(engine);
            this.name = name;
            this.target = target;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public void process(Operator operator, List<COSBase> operands) throws IOException {
            List<Float> n = new ArrayList<>(6);
            for (COSBase operand : operands) {
                if (operand instanceof COSNumber number) {
                    n.add(number.floatValue());
                }
            }
            RuleCollector rules = target.rules();
            switch (name) {
                case "m" -> point(n, 0, 2, rules::move);
                case "l" -> point(n, 0, 2, rules::line);
                case "c" -> point(n, 4, 6, rules::curve);
                case "v", "y" -> point(n, 2, 4, rules::curve);
                case "h" -> rules.close();
                case "re" -> rectangle(n);
                case "w" -> {
                    if (!n.isEmpty()) {
                        target.lineWidth(n.get(0));
                    }
                }
                default -> paint();
            }
        }

        private void point(List<Float> n, int at, int count, Consumer<Point2D> use) {
            // A damaged operator is skipped, as viewers do.
            if (n.size() >= count) {
                use.accept(target.display(n.get(at), n.get(at + 1)));
            }
        }

        private void rectangle(List<Float> n) {
            if (n.size() >= 4) {
                target.rules()
                        .rectangle(
                                target.display(n.get(0), n.get(1)),
                                target.display(n.get(0) + n.get(2), n.get(1) + n.get(3)));
            }
        }

        private void paint() {
            boolean closes = name.startsWith("s") || name.startsWith("b");
            if (closes) {
                target.rules().close();
            }
            boolean stroked = "SsBbB*b*".contains(name);
            boolean filled = !stroked && !name.equals("n") || name.startsWith("B") || name.startsWith("b");
            target.rules().paint(stroked, filled, target.lineWidth());
        }
    }
}
