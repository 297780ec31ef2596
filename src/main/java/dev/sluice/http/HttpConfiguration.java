package dev.sluice.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The first filter, and who answers what no controller answers. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {
    @Bean
    ErrorAnswers errorAnswers(ObjectProvider<ApiErrorShape> shapes, ObjectMapper json) {
        return new ErrorAnswers(() -> shapes.orderedStream().toList(), json);
    }

    @Bean
    FilterRegistrationBean<RequestIdFilter> requestIdFilter(ErrorAnswers answers) {
        FilterRegistrationBean<RequestIdFilter> filter = new FilterRegistrationBean<>(new RequestIdFilter(answers));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /** After Spring Boot's own customizer, which names Tomcat's HTML valve. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> jsonErrors(ErrorAnswers answers) {
        return new JsonErrors(answers);
    }

    private record JsonErrors(ErrorAnswers answers)
            implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {
        @Override
        public void customize(TomcatServletWebServerFactory factory) {
            factory.addContextCustomizers(context -> {
                StandardHost host = (StandardHost) context.getParent();
                // Tomcat makes one of that class unless the pipeline has one.
                host.setErrorReportValveClass(JsonErrorValve.class.getName());
                host.getPipeline().addValve(new JsonErrorValve(answers));
            });
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }
    }
}
