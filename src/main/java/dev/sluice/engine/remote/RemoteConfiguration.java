package dev.sluice.engine.remote;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.batch.Ids;
import dev.sluice.batch.InFlight;
import dev.sluice.batch.JobRequests;
import dev.sluice.engine.DocumentParser;
import dev.sluice.engine.ExtractLimits;
import dev.sluice.security.egress.EgressClient;
import dev.sluice.security.egress.EgressSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RemoteConfiguration {
    @Bean
    RemoteCaller remoteCaller(EgressClient egress, InFlight inFlight, EgressSettings settings, Clock clock) {
        return new RemoteCaller(egress, inFlight, settings.maxRetryAfter(), clock);
    }

    @Bean
    RemoteExtraction remoteExtraction(
            DocumentParser parser,
            ArtifactStore artifacts,
            InFlight inFlight,
            ExtractLimits limits,
            Ids ids,
            JobRequests requests,
            ObjectMapper json) {
        return new RemoteExtraction(parser, artifacts, inFlight, limits, ids, requests, json);
    }
}
