package dev.sluice.api.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Creates things once for each key. The key is written in the transaction that creates, so a crash leaves both or
 * neither; of two requests at the same time the second waits for the first and gets its answer. Keys are kept for 24
 * hours.
 */
@Component
public class IdempotencyKeys {
    /** The request header. */
    public static final String HEADER = "Idempotency-Key";

    private static final int LONGEST = 255;
    private static final String KEPT = "interval '24 hours'";
    private static final String CLAIM = """
            INSERT INTO idempotency_key AS k (tenant_id, key, fingerprint, created_at) VALUES (?, ?, ?, sluice_now())
            ON CONFLICT (tenant_id, key) DO UPDATE SET fingerprint = excluded.fingerprint, created_at = excluded.created_at
             WHERE k.created_at < sluice_now() - """ + KEPT;

    private record Known(String fingerprint, int status, String body) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    IdempotencyKeys(DataSource dataSource, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /**
     * The key of a request, or null if it has none.
     *
     * @throws KeyRefusedException if it is longer than {@value #LONGEST} characters or not printable ASCII
     */
    public static @Nullable String of(HttpServletRequest request) {
        String key = request.getHeader(HEADER);
        if (key == null || key.isBlank()) {
            return null;
        }
        if (key.length() > LONGEST || !key.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new KeyRefusedException(
                    HEADER + " must have at most " + LONGEST + " characters, all of them printable ASCII.");
        }
        return key;
    }

    /**
     * Creates something in one transaction, or answers what was answered before.
     *
     * @param key null: always creates
     * @param fingerprint SHA-256 of all that was asked for, path included; equal for equal requests
     * @param create makes it; runs inside of the transaction, which is rolled back if it throws
     * @throws KeyRefusedException if the key was used for something else
     */
    public Answer once(String tenantId, @Nullable String key, String fingerprint, Supplier<Answer> create) {
        return Objects.requireNonNull(transactions.execute(status -> {
            if (key == null) {
                return create.get();
            }
            boolean isNew = jdbc.sql(CLAIM).params(tenantId, key, fingerprint).update() > 0;
            if (!isNew) {
                return replay(tenantId, key, fingerprint);
            }
            Answer answer = create.get();
            jdbc.sql("UPDATE idempotency_key SET status = ?, body = ? WHERE tenant_id = ? AND key = ?")
                    .params(answer.status(), answer.body(), tenantId, key)
                    .update();
            return answer;
        }));
    }

    private Answer replay(String tenantId, String key, String fingerprint) {
        Known known = jdbc.sql("SELECT fingerprint, status, body FROM idempotency_key WHERE tenant_id = ? AND key = ?")
                .params(tenantId, key)
                .query((row, n) -> new Known(row.getString(1), row.getInt(2), row.getString(3)))
                .single();
        if (!known.fingerprint.equals(fingerprint)) {
            throw new KeyRefusedException(
                    "This " + HEADER + " was used for another request; use a new one for each thing to be created.");
        }
        return new Answer(known.status, known.body, true);
    }

    /** Forgets keys that are old enough. */
    public void sweep() {
        jdbc.sql("DELETE FROM idempotency_key WHERE created_at < sluice_now() - " + KEPT)
                .update();
    }
}
