package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.Box;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts figures among the blocks of their page: behind what stands above them in the same column. */
final class FigurePlaces {
    private FigurePlaces() {}

    static void insert(List<Block> figures, List<Block> blocks) {
        for (Block figure : figures) {
            blocks.add(place(figure, blocks), figure);
        }
    }

    private static int place(Block figure, List<Block> blocks) {
        int first = blocks.size();
        int best = -1;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block.page() > figure.page()) {
                first = Math.min(first, i);
                break;
            }
            if (block.page() == figure.page()) {
                first = Math.min(first, i);
                best = isAbove(block.box(), figure.box()) ? i : best;
            }
        }
        return best >= 0 ? best + 1 : first;
    }

    private static boolean isAbove(@Nullable Box block, @Nullable Box figure) {
        return block != null
                && figure != null
                && block.centerY() < figure.centerY()
                && block.y0() < figure.y0() // what stands on the picture does not stand above it
                && block.x0() < figure.x1()
                && figure.x0() < block.x1();
    }
}
