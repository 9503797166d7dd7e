import { describe, expect, it, test } from 'vitest'
import { factDefinitions, technologyList } from '../../../src/main/stride/packs/book.ts'
import { recognise } from '../../../src/main/stride/vocabulary/recognise.ts'
import { generatedModel } from '../../fixtures/stride/generate.ts'
import { compactModel } from '../../fixtures/stride/compact.ts'
import { answer, book, recognised } from './support.ts'

function technologyOf(label: string, hint: string | null = null) {
  const model = compactModel('x [placeholder]')
  const [element] = recognise({ ...model, elements: model.elements.map((one) => ({ ...one, label, technology: hint })) }, book).elements
  return { technology: element?.technology, kind: element?.kind }
}

describe('technologies', () => {
  test.each([
    ['R1', 'S3 Bucket (assets)', 'aws.s3'],
    ['R1', 'Lambdas', 'aws.lambda'],
    ['R1', 'CÁCHE', 'cache'],
    ['R1', 'PostgresSQL', 'sql-database'],
    ['R1', 'WebServer', 'web-server'],
    ['R2', 'Application Load Balancer', 'aws.elb'],
    ['R2', 'ECS Service (Fargate)', 'aws.fargate'],
    ['R2', 'ECS Control Plane', 'aws.ecs-control-plane'],
    ['R2', 'Task Metadata Endpoint', 'metadata-service'],
    ['R2', 'User DB', 'database'],
    ['R2', 'Jenkins Build Server', 'jenkins'],
    ['R2', 'Customer RDS PII', 'aws.rds'],
    ['R3', 'User', 'end-user'],
    ['R3', 'Internal User (EU)', 'end-user'],
    ['R3', 'User Profile Pages', null],
    ['R3', 'Release Manager', 'operator'],
    ['R3', 'Postgres (orders / users)', 'sql-database'],
    ['R3', 'Alice (user)', 'end-user'],
    ['R1', 'Something Else', null],
    ['R1', '', null],
    ['R1', '__proto__', null],
  ])('%s "%s" is %s', (_rule, label, technology) => {
    expect(technologyOf(label).technology).toBe(technology)
  })

  test.each([
    ['Azure Cosmos DB', 'data-store'],
    ['Service Bus', 'data-store'],
    ['Firestore', 'data-store'],
    ['BigQuery', 'data-store'],
    ['Salesforce', 'external-entity'],
  ])('R5 "%s" is of the kind of what it is first of all, a %s: another parent only lends a property', (label, kind) => {
    expect(technologyOf(label).kind).toBe(kind)
  })

  test.each([
    ['Main thing', 'shape:mxgraph.aws4.lambda', 'aws.lambda'],
    ['Main thing', 'shape:mxgraph.aws4.lambda_function', 'aws.lambda'],
    ['Main thing', 'shape:mxgraph.office.databases.database', 'database'],
    ['Redis', 'shape:mxgraph.unknown.blob_like', 'cache'],
    ['Aurora', 'shape:mxgraph.flowchart.database', 'aws.rds'],
    ['Main thing', 'shape:mxgraph.nothing.known', null],
    ['S3', 'made-up', 'aws.s3'],
    ['S3', 'queue', 'queue'],
  ])('R4 "%s" with %s is %s', (label, hint, technology) => {
    expect(technologyOf(label, hint).technology).toBe(technology)
  })

  it('R5 replaces only the default kind', () => {
    const { elements } = recognised(`
      a [User]
      b [S3 Bucket]
      c <Orders API>
      d (IAM Role)
    `)
    expect(elements.map((element) => element.kind)).toEqual(['external-entity', 'data-store', 'external-entity', 'data-store'])
  })
})

const cloudLabels = [
  ['ALB', 'aws.elb'], ['Network Load Balancer', 'aws.elb'], ['Amazon API Gateway', 'aws.api-gateway'], ['AppSync', 'aws.appsync'], ['Route 53', 'aws.route53'], ['AWS WAF', 'aws.waf'],
  ['EC2 Auto Scaling Group', 'aws.ec2'], ['Elastic Beanstalk', 'aws.elastic-beanstalk'], ['Step Functions', 'aws.step-functions'], ['EKS cluster', 'aws.eks'], ['DynamoDB table', 'aws.dynamodb'],
  ['ElastiCache (Redis)', 'aws.elasticache'], ['Redshift', 'aws.redshift'], ['EFS', 'aws.efs'], ['EventBridge', 'aws.eventbridge'], ['Kinesis Data Streams', 'aws.kinesis'], ['MSK', 'aws.msk'],
  ['AWS Secrets Manager', 'aws.secrets-manager'], ['SSM Parameter Store', 'aws.parameter-store'], ['CloudFormation', 'aws.cloudformation'], ['CodePipeline', 'aws.codebuild'], ['AWS IoT Core', 'aws.iot-core'],
  ['SES', 'aws.ses'], ['GuardDuty', 'threat-detection'], ['AWS Backup', 'aws.backup'],
  ['Azure Front Door', 'azure.front-door'], ['Application Gateway', 'azure.application-gateway'], ['API Management', 'azure.api-management'], ['Azure App Service', 'azure.app-service'], ['Function App', 'azure.functions'],
  ['AKS', 'azure.aks'], ['Azure Container Apps', 'azure.container-apps'], ['Logic App', 'azure.logic-apps'], ['Storage Account', 'azure.blob-storage'], ['Azure Files', 'azure.files'], ['Cosmos DB', 'azure.cosmos-db'],
  ['Azure SQL Database', 'azure.sql'], ['Azure Database for PostgreSQL', 'azure.postgresql'], ['Azure Cache for Redis', 'azure.redis'], ['Key Vault', 'azure.key-vault'], ['Microsoft Entra ID', 'azure.entra-id'],
  ['Azure AD B2C', 'azure.entra-id'], ['Service Bus Queue', 'azure.service-bus'], ['Event Hubs', 'azure.event-hubs'], ['Event Grid', 'azure.event-grid'], ['Azure Container Registry', 'azure.container-registry'],
  ['Azure DevOps', 'azure.devops'], ['Azure Monitor', 'azure.monitor'], ['Log Analytics Workspace', 'azure.monitor'], ['IoT Hub', 'azure.iot-hub'], ['Azure VM', 'azure.virtual-machine'], ['Microsoft Sentinel', 'siem'],
  ['Cloud Run', 'gcp.cloud-run'], ['GKE', 'gcp.gke'], ['Cloud Functions', 'gcp.cloud-functions'], ['Cloud Storage Bucket', 'gcp.cloud-storage'], ['BigQuery', 'gcp.bigquery'], ['Pub/Sub', 'gcp.pubsub'], ['Cloud SQL', 'gcp.cloud-sql'],
  ['Firestore', 'gcp.firestore'], ['Cloud Spanner', 'gcp.spanner'], ['Google Secret Manager', 'gcp.secret-manager'], ['Cloud IAM', 'gcp.iam'], ['Cloud Build', 'gcp.cloud-build'], ['Google Artifact Registry', 'gcp.artifact-registry'],
  ['Cloud Logging', 'gcp.logging'], ['Cloud Armor', 'gcp.cloud-armor'], ['Compute Engine', 'gcp.compute-engine'], ['App Engine', 'gcp.app-engine'], ['Cloud Load Balancing', 'gcp.load-balancing'], ['Apigee', 'gcp.apigee'],
] as const

const platformLabels = [
  ['Kubernetes API Server', 'kubernetes'], ['K8s Pod', 'kubernetes-workload'], ['StatefulSet', 'kubernetes-workload'], ['Worker Node', 'kubernetes-node'], ['kubelet', 'kubernetes-node'], ['etcd', 'etcd'],
  ['Kubernetes Secrets', 'kubernetes-secret'], ['Persistent Volume', 'kubernetes-volume'], ['NGINX Ingress', 'ingress-controller'], ['Istio', 'service-mesh'], ['Admission Webhook', 'policy-engine'], ['Docker Host', 'container-host'],
  ['GitHub', 'github'], ['GitHub Actions', 'github-actions'], ['GitLab', 'gitlab'], ['GitLab CI', 'gitlab-ci'], ['Jenkins', 'jenkins'], ['Self-hosted Runner', 'build-runner'], ['npm Registry', 'package-registry'], ['PyPI', 'package-registry'],
  ['Argo CD', 'gitops-controller'], ['Terraform', 'infrastructure-as-code'], ['Terraform State', 'iac-state'], ['SonarQube', 'code-scanner'], ['Code Signing Service', 'signing-service'], ['OTA Update Server', 'update-server'],
  ['PLC', 'plc'], ['RTU', 'plc'], ['Safety PLC', 'safety-system'], ['HMI', 'operator-station'], ['SCADA Server', 'scada'], ['Process Historian', 'historian'], ['Engineering Workstation', 'engineering-workstation'],
  ['IoT Gateway', 'iot-gateway'], ['MQTT Broker', 'mqtt-broker'], ['Mosquitto', 'mqtt-broker'], ['Temperature Sensor', 'iot-device'], ['Infusion Pump', 'medical-device'], ['Door Lock', 'actuator'],
  ['Private Endpoint', 'network-gateway'], ['Service Registry', 'service-registry'], ['Power BI', 'bi-tool'], ['Data Pipeline', 'worker'], ['Non-Relational Database', 'nosql-database'], ['Registry Hive', 'config-store'],
  ['External Web Service', 'external-system'], ['SageMaker', 'ml-model'], ['OpenSearch Service', 'search-index'], ['Artifact Registry', 'artifact-store'], ['Cloud Storage', 'object-storage'], ['Front Door Lock', 'actuator'], ['Order State Machine', 'workflow-engine'], ['HashiCorp Vault', 'vault'], ['Splunk', 'log-store'], ['Fluent Bit', 'telemetry-collector'], ['Kafka Topic', 'kafka'], ['RabbitMQ', 'rabbitmq'], ['MongoDB', 'mongodb'],
] as const

/** Names of stencils as draw.io writes them, on a thing whose label says nothing. */
const shapes = [
  ['mxgraph.aws4.application_load_balancer', 'aws.elb'], ['mxgraph.aws4.dynamodb', 'aws.dynamodb'], ['mxgraph.aws4.eventbridge', 'aws.eventbridge'], ['mxgraph.aws4.key_management_service', 'key-store'],
  ['mxgraph.aws4.secrets_manager', 'aws.secrets-manager'], ['mxgraph.aws4.iot_core', 'aws.iot-core'], ['mxgraph.aws4.route_53', 'aws.route53'], ['mxgraph.aws4.rds_instance', 'aws.rds'], ['mxgraph.aws4.codebuild', 'aws.codebuild'],
  ['mxgraph.azure.storage_blob', 'azure.blob-storage'], ['mxgraph.azure.storage_queue', 'azure.queue-storage'], ['mxgraph.azure.virtual_machine', 'azure.virtual-machine'], ['mxgraph.azure.service_bus', 'azure.service-bus'],
  ['azure2/databases/Azure_Cosmos_DB.svg', 'azure.cosmos-db'], ['azure2/compute/Function_Apps.svg', 'azure.functions'], ['azure2/security/Key_Vaults.svg', 'azure.key-vault'], ['azure2/app_services/App_Services.svg', 'azure.app-service'],
  ['azure2/containers/Container_Registries.svg', 'azure.container-registry'], ['azure2/networking/Front_Doors.svg', 'azure.front-door'], ['azure2/containers/Kubernetes_Services.svg', 'azure.aks'], ['azure2/analytics/Event_Hubs.svg', 'azure.event-hubs'],
  ['azure2/identity/Managed_Identities.svg', 'identity-role'], ['azure2/devops/Azure_DevOps.svg', 'azure.devops'], ['azure2/iot/IoT_Hub.svg', 'azure.iot-hub'], ['azure2/management_governance/Monitor.svg', 'azure.monitor'],
  ['mxgraph.gcp2.cloud_run', 'gcp.cloud-run'], ['mxgraph.gcp2.container_engine', 'gcp.gke'], ['mxgraph.gcp2.bigquery', 'gcp.bigquery'], ['mxgraph.gcp2.cloud_pubsub', 'gcp.pubsub'], ['mxgraph.gcp2.cloud_storage', 'gcp.cloud-storage'],
  ['mxgraph.gcp2.cloud_armor', 'gcp.cloud-armor'], ['mxgraph.gcp.compute.app_engine', 'gcp.app-engine'],
  ['mxgraph.kubernetes.pod', 'kubernetes-workload'], ['mxgraph.kubernetes.api', 'kubernetes'], ['mxgraph.kubernetes.secret', 'kubernetes-secret'], ['mxgraph.kubernetes.ing', 'ingress-controller'], ['mxgraph.mscae.cloud.key_vaults', 'azure.key-vault'],
] as const

describe('technologies of clouds, platforms and plants', () => {
  test.each([...cloudLabels, ...platformLabels])('R1 "%s" is %s', (label, technology) => {
    expect(technologyOf(label).technology).toBe(technology)
  })

  test.each(shapes)('R4 the stencil %s is %s', (shape, technology) => {
    expect(technologyOf('Main thing', `shape:${shape}`).technology).toBe(technology)
  })

  test.each(['Flux Compensator', 'Drive Letters', 'Valve Catalogue', 'Pump Room Plan', 'Notes', 'Runner Results', 'Glue Points', 'Hub of Ideas', 'Signed Contracts', 'Session IDs', 'Allowed IPs', 'Notary'])('R1 common words name no technology: "%s"', (label) => {
    expect(technologyOf(label).technology).toBeNull()
  })

  it.each([
    ['aws.dynamodb', 'encrypted_at_rest', 'yes'], ['aws.fargate', 'resources_limited', 'yes'], ['aws.eks', 'scales', 'yes'], ['gcp.secret-manager', 'stores_credentials', 'yes'],
    ['aws.rds', 'encrypted_at_rest', undefined], ['azure.sql', 'encrypted_at_rest', undefined], ['kubernetes-secret', 'encrypted_at_rest', undefined], ['kubernetes', 'scales', undefined],
  ])('R9 by what it is, %s has %s %s', (technology, fact, value) => {
    expect(book.taxonomy.technologies.get(technology)?.defaults.get(fact)?.value).toBe(value)
  })

  it('R4 every shape names one technology', () => {
    const all = [...book.taxonomy.technologies.values()].flatMap(({ shapes: names }) => names.map((name) => name.toLowerCase()))
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([])
  })
})

function flowFacts(label: string): Record<string, string> {
  const { flows } = recognised(`a [A]\n b [B]\n a > b ${label}`)
  return Object.fromEntries(Object.entries(flows[0]?.facts ?? {}).map(([name, fact]) => [name, fact.value]))
}

describe('words', () => {
  test.each([
    ['HTTPS Credentials', { encrypted: 'yes', protocol: 'https', carries_credentials: 'yes' }],
    ['HTTP', { encrypted: 'no', protocol: 'http' }],
    ['HTTP role credentials and task environment', { encrypted: 'no', protocol: 'http', carries_credentials: 'yes' }],
    ['TCP PII Data', { protocol: 'tcp', carries_pii: 'yes' }],
    ['SQL/TLS', { encrypted: 'yes' }],
    ['Unsecured mySQL connection', { encrypted: 'no' }],
    ['Modbus TCP', { encrypted: 'no', authenticated: 'no' }],
    ['send', {}],
  ])('R6 a flow labelled "%s"', (label, facts) => {
    expect(flowFacts(label)).toEqual(facts)
  })

  it('R6 say which word it was', () => {
    expect(recognised('a [A]\n b [B]\n a > b HTTPS push').flows[0]?.facts['encrypted']?.origin).toEqual({ by: 'import', detail: 'label "https"' })
  })

  it('R6 elements and boundaries, too', () => {
    const { elements, boundaries } = recognised('box n Private Subnet\n d (Customer RDS PII)\n l (S3 Bucket Logs/Uploads)\n end')
    expect(elements.map((element) => Object.keys(element.facts))).toEqual([['stores_pii'], ['stores_logs', 'stores_uploads']])
    expect(boundaries[0]?.facts['zone']?.value).toBe('private')
  })

  it('R7 that contradict each other leave the fact unknown', () => {
    expect(flowFacts('HTTP or TLS')).toEqual({ protocol: 'http' })
  })

  it('R8 change nothing the second time, and nothing that is known', () => {
    const once = recognise(generatedModel(100, 200, 5), book)
    expect(recognise(once, book)).toEqual(once)
    const model = answer(compactModel('a [A]\n b [B]\n a > b HTTP'), 'f1', 'encrypted', 'yes')
    expect(recognise(model, book).flows[0]?.facts['encrypted']?.value).toBe('yes')
  })
})

describe('the vocabulary', () => {
  it('has facts with questions, and technologies whose parents exist', () => {
    const definitions = factDefinitions(book, 'en')
    expect(definitions.length).toBeGreaterThanOrEqual(35)
    for (const { question, answers } of definitions) {
      expect(question).toContain('{on}')
      expect(answers.length).toBeGreaterThanOrEqual(2)
    }
    const technologies = technologyList(book)
    const ids = new Set(technologies.map(({ id }) => id))
    expect(ids.size).toBeGreaterThanOrEqual(150)
    for (const { parents } of technologies) for (const parent of parents) expect(ids.has(parent)).toBe(true)
  })

  it('gives no alias to two technologies', () => {
    const seen = new Map<string, string>()
    for (const { id, aliases } of book.taxonomy.technologies.values()) {
      for (const alias of aliases) {
        expect(`${alias}: ${seen.get(alias) ?? id}`).toBe(`${alias}: ${id}`)
        seen.set(alias, id)
      }
    }
  })
})
