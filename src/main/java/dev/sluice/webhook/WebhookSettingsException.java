package dev.sluice.webhook;

/** The configuration of webhooks is wrong: one sentence that names the key and what would be right, never a secret. */
final class WebhookSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WebhookSettingsException(String sentence) {
        super(sentence);
    }
}
