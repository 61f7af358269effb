import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CfnStage,
  DomainName,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type DoorName, defaultRoute, routes } from '../functions/routes.ts';
import type { Deployment } from './deployment.ts';
import type { IkrarFunction } from './ikrar-function.ts';

/** No path (it holds document ids and public codes), no query, no address, no browser: the route is enough. */
const accessLog = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  bytes: '$context.responseLength',
  failure: '$context.integrationErrorMessage',
};

/** Where guessing, or half a second of scrypt, is what a flood of requests would buy. */
const slowRoutes = [
  'POST /masuk',
  'POST /aktivasi',
  'POST /aktivasi/sertifikat',
  'POST /antrean/{id}',
  'POST /antrean/{id}/bagian',
  'POST /sandi',
  'POST /tanda-tangan',
  'POST /tanda-tangan/siapkan',
  'POST /tanda-tangan/selesai',
  'GET /d/{code}',
  'GET /d/{code}/laporan.json',
] as const;

/** The address of Ikrar, made before the functions that have to know it. */
export class Api extends Construct {
  readonly http: HttpApi;
  /** Without a trailing slash; printed on every document. */
  readonly publicUrl: string;
  readonly domain: DomainName | undefined;

  constructor(scope: Construct, id: string, { domain }: Deployment) {
    super(scope, id);
    this.http = new HttpApi(this, 'Http', {
      description: 'Ikrar',
      createDefaultStage: false,
      // With a name of its own, the address API Gateway gives would only be a second origin.
      disableExecuteApiEndpoint: domain !== undefined,
    });
    this.domain =
      domain &&
      new DomainName(this, 'Domain', {
        domainName: domain.name,
        certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
      });
    this.publicUrl = domain ? `https://${domain.name}` : this.http.apiEndpoint;
  }

  /** The routes of the table and `$default`, each to its door, and the stage that serves them. */
  open(doors: Readonly<Record<DoorName, IkrarFunction>>, { requestsPerSecond }: Deployment): HttpStage {
    const integrations = new Map<DoorName, HttpLambdaIntegration>();
    const integration = (door: DoorName) => {
      const known = integrations.get(door) ?? new HttpLambdaIntegration(door, doors[door].lambda);
      integrations.set(door, known);
      return known;
    };
    const added = routes.flatMap(({ method, path, door }) =>
      this.http.addRoutes({ path, methods: [HttpMethod[method]], integration: integration(door) }),
    );
    // Nobody is let in here: the guard of the route table stands in the doors, and without one there is only 404.
    const fallback = new HttpRoute(this, 'NoRoute', {
      httpApi: this.http,
      routeKey: HttpRouteKey.DEFAULT,
      integration: integration(defaultRoute.door),
    });
    const log = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.SIX_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.http,
      stageName: '$default',
      autoDeploy: true,
      detailedMetricsEnabled: true,
      throttle: { rateLimit: requestsPerSecond, burstLimit: 2 * requestsPerSecond },
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
      ...(this.domain ? { domainMapping: { domainName: this.domain } } : {}),
    });
    if (stage.node.defaultChild instanceof CfnStage) {
      const limit = Math.max(1, Math.floor(requestsPerSecond / 5));
      stage.node.defaultChild.routeSettings = Object.fromEntries(
        slowRoutes.map((route) => [
          route,
          { ThrottlingRateLimit: limit, ThrottlingBurstLimit: 2 * limit, DetailedMetricsEnabled: true },
        ]),
      );
    }
    // A stage may name only routes that exist.
    stage.node.addDependency(...added, fallback);
    return stage;
  }
}
