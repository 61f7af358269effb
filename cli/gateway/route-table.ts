import { type DoorName, defaultRoute, type Route } from '../../functions/routes.ts';

export type RouteMatch = {
  /** `GET /d/{code}`, or `$default`. */
  readonly routeKey: string;
  readonly door: DoorName;
  /** Decoded; empty where the path has no variable. */
  readonly parameters: Readonly<Record<string, string>>;
  /** As the route says of its form. */
  readonly largestBody?: number;
};

type Candidate = { readonly route: Route; readonly segments: readonly string[] };

/** The path cannot be decoded as UTF-8. */
export class PathMalformed extends Error {
  override readonly name = 'PathMalformed';
}

/**
 * Chooses as an HTTP API does: method and path must both fit, a literal segment is more specific than `{name}`,
 * and what fits nothing goes to `$default`. A HEAD request fits no GET route, and a trailing slash is part of
 * the path. Throws where the table is one that API Gateway would not take.
 */
export function routeTable(routes: readonly Route[]): (method: string, path: string) => RouteMatch {
  const candidates = routes.map((route) => ({ route, segments: route.path.split('/') }));
  const shapes = new Set<string>();
  for (const { route, segments } of candidates) {
    const shape = `${route.method} ${segments.map((segment) => (isVariable(segment) ? '{}' : segment)).join('/')}`;
    if (shapes.has(shape)) throw new Error(`routes: expected one route for ${shape}, got two`);
    shapes.add(shape);
  }
  candidates.sort(moreSpecificFirst);

  return (method, path) => {
    const segments = path.split('/').map(decoded);
    const found = candidates.find(({ route, segments: wanted }) => route.method === method && fits(wanted));
    if (!found) return { routeKey: defaultRoute.routeKey, door: defaultRoute.door, parameters: {} };
    const { route, segments: wanted } = found;
    const parameters = Object.fromEntries(
      wanted.flatMap((segment, i) =>
        isVariable(segment) ? [[segment.slice(1, -1), segments[i] ?? '']] : [],
      ),
    );
    const { door, largestBody } = route;
    return {
      routeKey: `${route.method} ${route.path}`,
      door,
      parameters,
      ...(largestBody === undefined ? {} : { largestBody }),
    };

    function fits(wanted: readonly string[]): boolean {
      return (
        wanted.length === segments.length &&
        wanted.every((segment, i) => (isVariable(segment) ? segments[i] !== '' : segment === segments[i]))
      );
    }
  };
}

export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new PathMalformed('the path holds a percent sign that begins no UTF-8 character', { cause });
  }
}

const isVariable = (segment: string): boolean => /^\{\w+\}$/.test(segment);

/** Compares segment by segment from the left: at the first difference in kind, the literal wins. */
function moreSpecificFirst(a: Candidate, b: Candidate): number {
  for (let i = 0; i < Math.min(a.segments.length, b.segments.length); i++) {
    const difference = Number(isVariable(a.segments[i] ?? '')) - Number(isVariable(b.segments[i] ?? ''));
    if (difference !== 0) return difference;
  }
  return 0;
}
