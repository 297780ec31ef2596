package dev.sluice.webhook;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lets a start that fails on the webhooks' configuration end with the sentence instead of a stack trace. */
final class WebhookSettingsAnalyzer extends AbstractFailureAnalyzer<WebhookSettingsException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, WebhookSettingsException cause) {
        return new FailureAnalysis(
                cause.getMessage(), "Correct it in config/application.yaml or the environment and start again.", cause);
    }
}
