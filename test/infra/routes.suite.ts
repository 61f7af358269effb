import { beforeAll, describe, expect, test } from 'vitest';
import { routeTable } from '../../cli/gateway/route-table.ts';
import { defaultRoute, routes } from '../../functions/routes.ts';
import { lambdaOf } from './policy.ts';
import { idsIn, ofType, synthesize, type Template } from './template.ts';

let template: Template;
beforeAll(() => {
  template = synthesize({ 'ikrar:alarmEmail': 'tik@contohkab.go.id', 'ikrar:requestsPerSecond': '50' });
});

const keyOf = ({ method, path }: (typeof routes)[number]) => `${method} ${path}`;

/** Route key → logical id of the function its integration calls. */
function deployed(): Map<string, string | undefined> {
  return new Map(
    ofType(template, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => {
      const integration = template.Resources[idsIn(Properties.Target)[0] ?? ''];
      return [String(Properties.RouteKey), idsIn(integration?.Properties.IntegrationUri)[0]];
    }),
  );
}

describe('the deployed routes', () => {
  test('are those of the route table and $default, each to its door', () => {
    const expected = new Map([
      ...routes.map((route) => [keyOf(route), lambdaOf(template, route.door).id] as const),
      [defaultRoute.routeKey, lambdaOf(template, defaultRoute.door).id] as const,
    ]);
    expect(deployed()).toEqual(expected);
  });

  test('are those the local gateway serves, by the same door', () => {
    const find = routeTable(routes);
    for (const [routeKey, lambda] of deployed()) {
      const [method = 'GET', path = '/tidak/ada/halaman/ini'] =
        routeKey === '$default' ? [] : routeKey.split(' ');
      const match = find(method, path.replaceAll(/\{\w+\}/g, 'x'));
      expect(match.routeKey).toBe(routeKey);
      expect(lambdaOf(template, match.door).id).toBe(lambda);
    }
  });

  test('may call their function, from this API and this path only', () => {
    const [api] = ofType(template, 'AWS::ApiGatewayV2::Api');
    const permissions = ofType(template, 'AWS::Lambda::Permission').filter(
      ({ Properties }) => Properties.Principal === 'apigateway.amazonaws.com',
    );
    for (const route of routes) {
      const suffix = `/*/*${route.path.replaceAll(/\{(\w+)\}/g, '*')}`;
      const given = permissions.filter(
        ({ Properties }) =>
          idsIn(Properties.FunctionName)[0] === lambdaOf(template, route.door).id &&
          [suffix, `/*/*${route.path}`].some((end) =>
            JSON.stringify(Properties.SourceArn).includes(`${end}"`),
          ),
      );
      expect(given.length, keyOf(route)).toBeGreaterThan(0);
      for (const { Properties } of given) expect(idsIn(Properties.SourceArn)).toContain(api?.id);
    }
  });

  test('use payload format 2.0, which the local gateway makes', () => {
    for (const { Properties } of ofType(template, 'AWS::ApiGatewayV2::Integration'))
      expect(Properties).toMatchObject({ PayloadFormatVersion: '2.0', IntegrationType: 'AWS_PROXY' });
  });
});

describe('the stage', () => {
  const stage = () => ofType(template, 'AWS::ApiGatewayV2::Stage')[0]?.Properties;

  test('is throttled, more so where guessing or scrypt would be bought', () => {
    expect(stage()).toMatchObject({
      StageName: '$default',
      DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
    });
    const settings = stage()?.RouteSettings as Record<string, { ThrottlingRateLimit: number }>;
    expect(Object.keys(settings).sort()).toEqual([
      'GET /d/{code}',
      'GET /d/{code}/laporan.json',
      'POST /aktivasi',
      'POST /aktivasi/sertifikat',
      'POST /antrean/{id}',
      'POST /antrean/{id}/bagian',
      'POST /masuk',
      'POST /sandi',
      'POST /tanda-tangan',
      'POST /tanda-tangan/selesai',
      'POST /tanda-tangan/siapkan',
    ]);
    for (const [key, { ThrottlingRateLimit }] of Object.entries(settings)) {
      expect(routes.map(keyOf)).toContain(key);
      expect(ThrottlingRateLimit).toBe(10);
    }
  });

  test('logs the route, never path, query, address or browser', () => {
    const log = stage()?.AccessLogSettings as { Format: string } | undefined;
    expect(log?.Format).toContain('$context.routeKey');
    expect(log?.Format).not.toMatch(/\$context\.(path|identity|authorizer|domainName)|query|header/i);
  });
});
