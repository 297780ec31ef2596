package dev.sluice;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.net.DatagramSocket;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.NetworkChannel;
import org.springframework.context.annotation.Configuration;

@AnalyzeClasses(packages = "dev.sluice", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule only_the_adapter_package_knows_camel = noClasses()
            .that()
            .resideOutsideOfPackage("dev.sluice.camel..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..")
            .because("Camel moves documents and Java decides: write a plain bean and call it from a route");

    @ArchTest
    static final ArchRule only_one_package_knows_the_aws_sdk = noClasses()
            .that()
            .resideOutsideOfPackage("dev.sluice.artifact.s3")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..")
            .because("errors, limits and pinned versions are dealt with in one place");

    @ArchTest
    static final ArchRule the_core_knows_nobody = classes()
            .that(resideInAPackage("dev.sluice.batch.."))
            .should()
            .onlyDependOnClassesThat(
                    resideInAPackage("dev.sluice.batch..").or(DescribedPredicate.not(resideInAPackage("dev.sluice.."))))
            .because("every other package leans on the core; declare an interface in batch and implement it outside");

    @ArchTest
    static final ArchRule the_store_knows_only_the_core = noClasses()
            .that()
            .resideInAPackage("dev.sluice.artifact..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "dev.sluice.intake..",
                    "dev.sluice.engine..",
                    "dev.sluice.webhook..",
                    "dev.sluice.camel..",
                    "dev.sluice.home.."))
            .because("the store is below those who store");

    @ArchTest
    static final ArchRule neighbours_do_not_know_each_other = noClasses()
            .that()
            .resideInAnyPackage("dev.sluice.engine..", "dev.sluice.webhook..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.sluice.intake..", "dev.sluice.camel..", "dev.sluice.home.."))
            .because("they meet in a route, or in the core");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("dev.sluice.(*)..").should().beFreeOfCycles().because("dependencies point inwards");

    @ArchTest
    static final ArchRule packages_of_the_pulse_dialect_have_no_cycles = slices().matching("dev.sluice.api.pulse.(*)..")
            .should()
            .beFreeOfCycles()
            .because("calls lean on request, answer, error and result, never the other way round");

    @ArchTest
    static final ArchRule what_belongs_to_no_operation_of_pulse_is_nobodys_ground = noClasses()
            .that()
            .resideOutsideOfPackage("dev.sluice.api.pulse")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.sluice.api.pulse")
            .because("what calls share lies in a package of its own below it");

    @ArchTest
    static final ArchRule the_parts_of_intake_have_no_cycles = slices().matching("dev.sluice.intake.(*)..")
            .should()
            .beFreeOfCycles()
            .because("kinds of sources lean on what sources share, and that on what documents are");

    @ArchTest
    static final ArchRule the_parts_of_intake_do_not_know_its_door = noClasses()
            .that()
            .resideInAPackage("dev.sluice.intake.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.sluice.intake")
            .because("each part wires itself; the door stands on all of them");

    private static final DescribedPredicate<JavaClass> OPENS_CONNECTIONS = resideInAnyPackage(
                    "java.net.http..",
                    "javax.net..",
                    "org.apache.hc..",
                    "software.amazon.awssdk..",
                    "org.springframework.web.client..",
                    "org.springframework.web.reactive..")
            .or(assignableTo(Socket.class))
            .or(assignableTo(ServerSocket.class))
            .or(assignableTo(DatagramSocket.class))
            .or(assignableTo(URLConnection.class))
            .or(assignableTo(NetworkChannel.class))
            .as("open connections");

    @ArchTest
    static final ArchRule only_the_guard_opens_connections = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.sluice.security.egress..",
                    "dev.sluice.artifact.s3..", // its endpoints are the operator's
                    "dev.sluice.launch..", // reads what the jar carries
                    "dev.sluice.home..", // finds a port for the database, and reads what the jar carries
                    "dev.sluice.engine.parser.child..") // refuses them all
            .should()
            .dependOnClassesThat(OPENS_CONNECTIONS)
            .orShould()
            .callMethod(URL.class, "openConnection")
            .orShould()
            .callMethod(URL.class, "openConnection", Proxy.class)
            .orShould()
            .callMethod(URL.class, "openStream")
            .orShould()
            .callMethod(URL.class, "getContent")
            .because("dev.sluice.security.egress.EgressClient checks what is connected to: use it");

    @ArchTest
    static final ArchRule nobody_deserialises_java_objects = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ObjectInputStream.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(JsonTypeInfo.class)
            .because("data that names classes is code; use records and plain JSON");

    @ArchTest
    static final ArchRule wiring_is_private = classes()
            .that()
            .areAnnotatedWith(Configuration.class)
            .should()
            .notBePublic()
            .orShould()
            .haveSimpleName("DatabasePools")
            .because("beans are found by type; a configuration class is nobody's API");
}
