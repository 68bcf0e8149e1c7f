package dev.olapha.rules;

import dev.olapha.machine.Machine;

import org.apache.flink.runtime.blob.BlobStore;
import org.apache.flink.runtime.highavailability.ApplicationResultStore;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.highavailability.HighAvailabilityServicesFactory;
import org.apache.flink.runtime.jobmanager.ApplicationStore;
import org.apache.flink.runtime.jobmanager.ExecutionPlanStore;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

import java.io.ObjectInputStream;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** What the parts of the product must not know of each other. */
@AnalyzeClasses(
        packages = "dev.olapha",
        importOptions = {
            ImportOption.DoNotIncludeTests.class,
            ArchitectureTest.WithoutTestKit.class
        })
class ArchitectureTest {

    private static final String FACTORY = "dev.olapha";
    private static final String PERSISTENCE_ADAPTER = "dev.olapha.persistence.adapter";
    private static final String ZOOKEEPER = "dev.olapha.zookeeper..";
    private static final String KUBERNETES = "dev.olapha.kubernetes..";
    private static final String STANDALONE = "dev.olapha.standalone..";
    private static final String CLUSTER_PARTITIONS = "dev.olapha.partitions";
    private static final String QUERY = "dev.olapha.query";
    private static final String QUERY_PROTOCOL = "dev.olapha.query.protocol";
    private static final String PROFILER = "dev.olapha.profile..";
    private static final String[] CORE = {
        "dev.olapha.client",
        "dev.olapha.config",
        "dev.olapha.leader",
        "dev.olapha.lifecycle",
        "dev.olapha.liveness",
        "dev.olapha.machine",
        "dev.olapha.persistence",
        "dev.olapha.rpc"
    };
    private static final String MACHINES = "dev.olapha.kubernetes.reader";
    private static final String[] BACKENDS = {ZOOKEEPER, KUBERNETES, STANDALONE};

    @ArchTest
    static final ArchRule everyClassBelongsToAKnownPart =
            classes()
                    .should()
                    .resideInAnyPackage(CORE)
                    .orShould()
                    .resideInAnyPackage(BACKENDS)
                    .orShould()
                    .resideInAnyPackage(
                            FACTORY,
                            PERSISTENCE_ADAPTER,
                            CLUSTER_PARTITIONS,
                            QUERY,
                            QUERY_PROTOCOL,
                            PROFILER);

    @ArchTest
    static final ArchRule leadershipDoesNotKnowPersistence =
            noClasses()
                    .that()
                    .resideInAPackage("dev.olapha.leader..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.olapha.persistence..");

    @ArchTest
    static final ArchRule persistenceDoesNotKnowLeadership =
            noClasses()
                    .that()
                    .resideInAPackage("dev.olapha.persistence..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.olapha.leader..");

    @ArchTest
    static final ArchRule coreDependsOnNothingElseOfTheProduct =
            noClasses()
                    .that()
                    .resideInAnyPackage(CORE)
                    .should()
                    .dependOnClassesThat(product().and(not(resideInAnyPackage(CORE))));

    @ArchTest static final ArchRule zooKeeperDependsOnCoreOnly = dependsOnCoreOnly(ZOOKEEPER);

    @ArchTest static final ArchRule kubernetesDependsOnCoreOnly = dependsOnCoreOnly(KUBERNETES);

    @ArchTest static final ArchRule standaloneDependsOnCoreOnly = dependsOnCoreOnly(STANDALONE);

    @ArchTest
    static final ArchRule clusterPartitionsDependOnCoreOnly = dependsOnCoreOnly(CLUSTER_PARTITIONS);

    /** The high availability of a process works without anybody who sends queries. */
    @ArchTest
    static final ArchRule onlyFlinkFindsTheQueryClient =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.olapha.query..")
                    .should()
                    .dependOnClassesThat(resideInAPackage("dev.olapha.query.."));

    @ArchTest
    static final ArchRule queryProtocolHasNoThreadsNoClockAndNoInputOrOutput =
            noClasses()
                    .that()
                    .resideInAPackage(QUERY_PROTOCOL)
                    .should()
                    .dependOnClassesThat(
                            product()
                                    .and(not(resideInAPackage(QUERY_PROTOCOL)))
                                    .or(
                                            resideInAnyPackage(
                                                    "java.io",
                                                    "java.net",
                                                    "java.nio..",
                                                    "java.time..",
                                                    "java.util.concurrent",
                                                    "org.slf4j..",
                                                    "org.apache.flink.runtime..")))
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis");

    /** The profiler is a tool for any high availability. */
    @ArchTest
    static final ArchRule profilerDependsOnNothingOfTheProduct =
            noClasses()
                    .that()
                    .resideInAPackage(PROFILER)
                    .should()
                    .dependOnClassesThat(product().and(not(resideInAPackage(PROFILER))));

    @ArchTest
    static final ArchRule theProductWorksWithoutTheProfiler =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(PROFILER)
                    .should()
                    .dependOnClassesThat(resideInAPackage(PROFILER));

    /** What differs between Flink's release lines stays where each line has its own module. */
    @ArchTest
    static final ArchRule onlyTheFlinkAdapterTouchesWhatDiffersBetweenFlinkLines =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(FACTORY, PERSISTENCE_ADAPTER, PROFILER)
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(
                            HighAvailabilityServices.class,
                            HighAvailabilityServicesFactory.class,
                            ExecutionPlanStore.class,
                            ApplicationStore.class,
                            ApplicationResultStore.class)
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(BlobStore.class);

    @ArchTest
    static final ArchRule onlyZooKeeperPartsTouchZooKeeper =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(ZOOKEEPER, PERSISTENCE_ADAPTER)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..curator..", "org..zookeeper..");

    @ArchTest
    static final ArchRule onlyKubernetesPartsTouchKubernetes =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(KUBERNETES, PERSISTENCE_ADAPTER, FACTORY)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.flink.kubernetes..");

    /** So that a simulator can run them in virtual time, and the same seed means the same run. */
    @ArchTest
    static final ArchRule machinesDecideAndDoNothingElse =
            classes()
                    .that()
                    .resideInAPackage(MACHINES)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            MACHINES,
                            "dev.olapha.machine",
                            "dev.olapha.leader",
                            "java.lang",
                            "java.time",
                            "java.util",
                            "java.util.function",
                            "javax.annotation",
                            "org.apache.flink.runtime.leaderelection");

    @ArchTest
    static final ArchRule everyMachineLiesWhereMachinesLie =
            classes().that().implement(Machine.class).should().resideInAPackage(MACHINES);

    @ArchTest
    static final ArchRule machinesDrawNothingAndHaveNoClock =
            noClasses()
                    .that()
                    .resideInAPackage(MACHINES)
                    .should()
                    .callMethod(UUID.class, "randomUUID")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(Math.class, "random")
                    .orShould()
                    .dependOnClassesThat()
                    .belongToAnyOf(Random.class, Timer.class, Clock.class, Thread.class);

    /** Their order differs from run to run, or from JVM to JVM. */
    @ArchTest
    static final ArchRule machinesHaveNoMapWithoutAnOrder =
            noClasses()
                    .that()
                    .resideInAPackage(MACHINES)
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(HashMap.class, HashSet.class)
                    .orShould()
                    .callMethodWhere(
                            target(nameMatching("of|ofEntries|copyOf"))
                                    .and(target(owner(belongToAnyOf(Map.class, Set.class)))));

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().assignedFrom(new OnePerPackage()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesSayWhatAClassIs =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager)");

    @ArchTest
    static final ArchRule thereAreNoAbstractClasses =
            noClasses()
                    .that()
                    .areNotInterfaces()
                    .should()
                    .haveModifier(JavaModifier.ABSTRACT)
                    .because("parts are composed, not inherited");

    @ArchTest
    static final ArchRule fieldsArePrivateOrConstant =
            fields().that()
                    .areNotPrivate()
                    .and()
                    .doNotHaveModifier(JavaModifier.SYNTHETIC)
                    .should()
                    .beStatic()
                    .andShould()
                    .beFinal();

    @ArchTest
    static final ArchRule noStaticFieldChanges =
            fields().that().areStatic().should().beFinal().because("a process has many clients");

    @ArchTest
    static final ArchRule nothingIsDeserialized =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(ObjectInputStream.class)
                    .orShould()
                    .callMethod(
                            "org.apache.flink.util.InstantiationUtil",
                            "deserializeObject",
                            "[B",
                            "java.lang.ClassLoader")
                    .because("others can write to where leader records are read");

    @ArchTest
    static final ArchRule noPartEndsTheProcess =
            noClasses()
                    .should()
                    .callMethod(System.class, "exit", int.class)
                    .orShould()
                    .callMethod(Runtime.class, "exit", int.class)
                    .orShould()
                    .callMethod(Runtime.class, "halt", int.class)
                    .because("Flink is told of a fatal error and ends its process");

    @ArchTest
    static final ArchRule noPartSleeps =
            noClasses()
                    .should()
                    .callMethod(Thread.class, "sleep", long.class)
                    .orShould()
                    .callMethod(Thread.class, "sleep", long.class, int.class)
                    .orShould()
                    .callMethod(TimeUnit.class, "sleep", long.class)
                    .because("waiting is for schedulers and conditions");

    @ArchTest
    static final ArchRule nothingIsPrinted =
            noClasses()
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err")
                    .orShould()
                    .callMethod(Throwable.class, "printStackTrace");

    private static ArchRule dependsOnCoreOnly(String part) {
        return noClasses()
                .that()
                .resideInAPackage(part)
                .should()
                .dependOnClassesThat(
                        product()
                                .and(not(resideInAPackage(part)))
                                .and(not(resideInAnyPackage(CORE))));
    }

    private static DescribedPredicate<JavaClass> product() {
        return resideInAPackage("dev.olapha..");
    }

    static final class WithoutTestKit implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/dev/olapha/testkit/");
        }
    }

    private static final class OnePerPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
