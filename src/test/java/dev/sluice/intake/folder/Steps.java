package dev.sluice.intake.folder;

import java.util.function.Consumer;
import org.springframework.context.support.GenericApplicationContext;

/** Lets a hub move files by the steps of a test. */
final class Steps {
    private Steps() {}

    static Consumer<GenericApplicationContext> of(MoveSteps steps) {
        return context -> context.registerBean(
                "testSteps", MoveSteps.class, () -> steps, definition -> definition.setPrimary(true));
    }
}
