import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { TEMPORARY_LINK_PATH } from '../adapters/embedded/temporary-links.ts';
import type { DoorName, Route } from '../functions/routes.ts';
import { BodyRoom } from './gateway/body-room.ts';
import { type DoorHandler, type GatewayFailure, invoke } from './gateway/invoke.ts';
import { awsLimits, type GatewayLimits } from './gateway/limits.ts';
import { type Answer, gatewayAnswer } from './gateway/proxy-answer.ts';
import { proxyEvent, splitTarget } from './gateway/proxy-event.ts';
import { readBody } from './gateway/read-body.ts';
import { PathMalformed, type RouteMatch, routeTable } from './gateway/route-table.ts';
import { type TemporaryFiles, temporaryFile } from './gateway/temporary-file.ts';

export type GatewayOptions = {
  /** 0 for any free port. */
  readonly port: number;
  /** 127.0.0.1 unless told: what stands before it on a network should speak TLS. */
  readonly host?: string;
  readonly routes: readonly Route[];
  readonly doors: Readonly<Record<DoorName, DoorHandler>>;
  /** Serves `/unduh/…`; all of `Ports` fits. */
  readonly files?: TemporaryFiles;
  /** PEM; plain HTTP without it. */
  readonly tls?: TlsIdentity;
  /** Answered before any route: pages of this one machine, which AWS has no use for. */
  readonly localPages?: (method: string, path: string) => Answer | undefined;
  readonly limits?: Partial<GatewayLimits>;
  /** Whether a body larger than `requestBytes` is kept for whoever sends these cookies; anybody's unless told. */
  readonly admits?: (routeKey: string, cookies: readonly string[]) => Promise<boolean>;
  /** What answers in place of the route's own door; API Gateway's words without them. */
  readonly refusingDoors?: Readonly<Record<'too-large' | 'no-room', DoorHandler>>;
  readonly onFailure?: (failure: GatewayFailure) => void;
};

/** The certificate, with those above it, and its key. */
export type TlsIdentity = { readonly cert: string; readonly key: string };

export type Gateway = {
  readonly url: string;
  /** The next handshakes use it; connections which are open stay. */
  renewTls(identity: TlsIdentity): void;
  /** Takes no new request, lets those under way finish, resolves when all sockets are closed. */
  close(): Promise<void>;
};

/**
 * API Gateway and Lambda on one machine: the route table of the CDK app over a plain HTTP server, with the events,
 * answers and limits an HTTP API has. Rejects where the port is taken.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { port, host = '127.0.0.1', routes, doors, files, admits, refusingDoors, onFailure } = options;
  const limits = { ...awsLimits, ...options.limits };
  const find = routeTable(routes);
  let closing: Promise<void> | undefined;
  const room = new BodyRoom(limits.heldBytes);

  const settings = {
    maxHeaderSize: limits.headerBytes,
    // Whoever sends a header or a body drop by drop loses the connection.
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    connectionsCheckingInterval: 2_000,
    keepAliveTimeout: 5_000,
  };
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    respond(request)
      .catch(() => gatewayAnswer(500))
      .then((answer) => {
        // No more requests on a connection whose body was not read to its end, nor while closing.
        if (closing || !request.complete) response.setHeader('connection', 'close');
        return send(request, response, answer);
      })
      // The browser went away; there is nobody left to tell.
      .catch(() => response.destroy());
  };
  const secure =
    options.tls &&
    createSecureServer(
      { ...settings, ...options.tls, minVersion: 'TLSv1.2', handshakeTimeout: 10_000 },
      listener,
    );
  const server = secure ?? createServer(settings, listener);
  server.maxConnections = 1_000;

  async function respond(request: IncomingMessage): Promise<Answer> {
    const { method = 'GET', url: target = '/' } = request;
    const split = splitTarget(target);
    if (!split) return gatewayAnswer(400);
    if (files && split.path.startsWith(TEMPORARY_LINK_PATH)) return temporaryFile(files, method, target);
    const local = options.localPages?.(method, split.path);
    if (local) return local;
    const match = matched(method, split.path);
    if (!match) return gatewayAnswer(400);
    // A form which is too large by a little gets its door's own words.
    const most = Math.min(awsLimits.requestBytes, limits.requestBytes + (match.largestBody ?? 0));
    const claim = room.claim();
    try {
      const body = await readBody(request.iterator({ destroyOnReturn: false }), {
        announced: Number(request.headers['content-length'] ?? 0),
        limit: most,
        small: limits.requestBytes,
        claim,
        admits: async () => admits?.(match.routeKey, (request.headers.cookie ?? '').split(';')) ?? true,
      });
      const refused = body === 'too-large' || body === 'no-room' ? body : undefined;
      const event = proxyEvent(
        {
          method,
          target,
          protocol: `HTTP/${request.httpVersion}`,
          rawHeaders: request.rawHeaders,
          sourceIp: request.socket.remoteAddress ?? '',
          // A stranger's door refuses him without it.
          body: typeof body === 'string' ? new Uint8Array() : body,
        },
        match,
        { requestId: randomUUID(), at: new Date() },
      );
      const door = refused ? refusingDoors?.[refused] : doors[match.door];
      if (!door) return gatewayAnswer(refused === 'too-large' ? 413 : 503);
      const { answer, failure } = await invoke(door, event, match.door, limits);
      if (failure) onFailure?.(failure);
      return answer;
    } finally {
      claim.release();
    }
  }

  function matched(method: string, path: string): RouteMatch | undefined {
    try {
      return find(method, path);
    } catch (error) {
      if (error instanceof PathMalformed) return undefined;
      throw error;
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http${secure ? 's' : ''}://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    renewTls: (identity) => secure?.setSecureContext({ ...identity, minVersion: 'TLSv1.2' }),
    close() {
      closing ??= new Promise<void>((resolve) => {
        // No request may outlive its own time limit, so neither may the close.
        const force = setTimeout(() => server.closeAllConnections(), limits.timeoutMs + 1_000);
        server.close(() => {
          clearTimeout(force);
          resolve();
        });
        server.closeIdleConnections();
      });
      return closing;
    },
  };
}

async function send(request: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> {
  const bodiless = answer.status === 204 || answer.status === 304;
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers)) {
    if (!(bodiless && name === 'content-type')) response.setHeader(name, value);
  }
  if (!bodiless) response.setHeader('content-length', answer.body.length);
  const withBody = !bodiless && request.method !== 'HEAD';
  await new Promise<void>((resolve, reject) => {
    response.once('error', reject);
    response.once('close', resolve);
    response.end(withBody ? answer.body : undefined, resolve);
  });
}
