import { createServer, type IncomingHttpHeaders } from 'node:http';

export type ScriptedAnswer = {
  readonly status: number;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: string;
};
export type ReceivedRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};
export type ScriptedServer = {
  readonly endpoint: string;
  /** What came since the last `expectCalls`. */
  readonly received: ReceivedRequest[];
  /** The answers to the next requests, in order; `lost` closes the connection without one. */
  expectCalls(...answers: readonly (ScriptedAnswer | 'lost')[]): void;
  close(): Promise<void>;
};

/** Answers as AWS documents it in cases no engine here can be brought into. A request too many gets 500. */
export async function startScriptedServer(): Promise<ScriptedServer> {
  let script: (ScriptedAnswer | 'lost')[] = [];
  const received: ReceivedRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      received.push({ method, url, headers, body: Buffer.concat(chunks) });
      const answer = script.shift() ?? { status: 500 };
      if (answer === 'lost') return incoming.socket.destroy();
      outgoing.writeHead(answer.status, answer.headers);
      return outgoing.end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    received,
    expectCalls(...answers) {
      script = [...answers];
      received.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
