package dev.sluice.api.configuration;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.idempotency.Answer;
import dev.sluice.api.idempotency.IdempotencyKeys;
import dev.sluice.api.idempotency.KeyRefusedException;
import dev.sluice.api.pulse.request.SavedConfigurations;
import dev.sluice.api.query.Query;
import dev.sluice.artifact.Durable;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Ids;
import dev.sluice.batch.SluiceException;
import dev.sluice.http.ApiException;
import dev.sluice.http.ApiProblem;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Saves configurations, whose versions never change, and resolves them for those who run something with them. */
@Component
class Configurations implements SavedConfigurations {
    private final ConfigurationTable table;
    private final SavedBodies bodies;
    private final IdempotencyKeys keys;
    private final Ids ids;
    private final ObjectMapper mapper;
    private final TransactionTemplate transactions;

    Configurations(
            ConfigurationTable table,
            SavedBodies bodies,
            IdempotencyKeys keys,
            Ids ids,
            ObjectMapper mapper,
            DataSource dataSource) {
        this.table = table;
        this.bodies = bodies;
        this.keys = keys;
        this.ids = ids;
        this.mapper = mapper;
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    @Override
    public Optional<Saved> resolve(String tenantId, Kind kind, UUID id) {
        return table.find(tenantId, id, null)
                .filter(found -> found.kind() == kind && found.archivedAt() == null)
                .map(found -> new Saved(Objects.requireNonNull(found.body()), found.version()));
    }

    /** Any version, of an archived one too: what was made with it may still have to be explained. */
    Configuration find(String tenantId, UUID id, @Nullable Integer version) {
        return table.find(tenantId, id, version)
                .orElseThrow(() -> version == null
                                || table.find(tenantId, id, null).isEmpty()
                        ? Query.notFound("configuration")
                        : new ApiException(ApiProblem.notFound("The configuration has no version " + version + ".")));
    }

    /**
     * Saves a new one as version 1.
     *
     * @param key the request's idempotency key, or null
     */
    Answer create(String tenantId, @Nullable String key, ConfigurationRequest request) {
        Kind kind = request.kind();
        String name = request.name();
        if (name == null) {
            throw Query.wrong("name", "is needed: what people call the configuration");
        }
        ObjectNode body = request.body();
        List<String> warnings = checked(tenantId, kind, body);
        try {
            return keys.once(tenantId, key, fingerprint(request), () -> {
                UUID id = ids.next();
                if (!table.insert(tenantId, id, kind, name, body)) {
                    throw nameTaken(kind, name);
                }
                return new Answer(
                        201,
                        mapper.valueToTree(ConfigurationView.of(find(tenantId, id, null), warnings))
                                .toString());
            });
        } catch (KeyRefusedException e) {
            throw new ApiException(ApiProblem.conflict("IDEMPOTENCY_KEY_REUSED", e.sentence()));
        }
    }

    /** Saves the next version, if the client has seen the latest. */
    ConfigurationView update(String tenantId, UUID id, ConfigurationRequest request) {
        Configuration old = find(tenantId, id, null);
        if (old.archivedAt() != null) {
            throw new ApiException(
                    ApiProblem.conflict("ARCHIVED", "The configuration is archived and takes no new version."));
        }
        int from = request.version();
        String given = request.name();
        String name = given == null ? old.name() : given;
        ObjectNode body = request.body();
        List<String> warnings = checked(tenantId, old.kind(), body);
        try {
            Boolean moved = transactions.execute(status -> table.next(tenantId, id, name, from, body));
            if (!Boolean.TRUE.equals(moved)) {
                throw new ApiException(ApiProblem.conflict(
                        "VERSION_CONFLICT",
                        "The latest version is " + find(tenantId, id, null).latest() + ", not " + from
                                + ": read it, and send yours again if it still holds."));
            }
        } catch (DuplicateKeyException e) {
            throw nameTaken(old.kind(), name);
        }
        return ConfigurationView.of(find(tenantId, id, from + 1), warnings);
    }

    /** From now on nothing new is made with it. */
    Configuration archive(String tenantId, UUID id) {
        find(tenantId, id, null);
        table.archive(tenantId, id);
        return find(tenantId, id, null);
    }

    private List<String> checked(String tenantId, Kind kind, ObjectNode body) {
        try {
            return bodies.check(tenantId, kind, body);
        } catch (ApiException e) {
            throw Query.invalid("body", e.problem().message());
        } catch (SluiceException e) {
            if (e.failure().code() != ErrorCode.INVALID_OPTIONS) {
                throw e;
            }
            throw Query.invalid("body", e.failure().message());
        }
    }

    private static ApiException nameTaken(Kind kind, String name) {
        return new ApiException(ApiProblem.conflict(
                "NAME_TAKEN",
                "There is already a configuration of the kind " + ConfigurationTable.word(kind) + " called \"" + name
                        + "\"; save a new version of it, or choose another name."));
    }

    private static String fingerprint(ConfigurationRequest request) {
        String text = "POST /api/configurations " + request;
        return HexFormat.of().formatHex(Durable.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
