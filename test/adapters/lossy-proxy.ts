import { createServer, request } from 'node:http';

export type LossyProxy = {
  readonly endpoint: string;
  /** The next answer to `operation` is dropped, after the engine has done the work. */
  loseNextAnswerTo(operation: string): void;
  /** The next call of `operation` gets this answer and does not reach the engine. */
  answerNext(operation: string, status: number, type: string): void;
  close(): Promise<void>;
};

type Fault = { readonly operation: string; readonly answer?: { status: number; type: string } };

/** Stands between the SDK and a DynamoDB engine, and breaks one call at a time the way networks do. */
export async function startLossyProxy(target: string): Promise<LossyProxy> {
  let fault: Fault | undefined;
  const server = createServer((incoming, outgoing) => {
    const operation = String(incoming.headers['x-amz-target']).split('.')[1];
    const current = fault?.operation === operation ? fault : undefined;
    if (current !== undefined) fault = undefined;
    if (current?.answer !== undefined) {
      incoming.resume();
      outgoing.writeHead(current.answer.status, { 'content-type': 'application/x-amz-json-1.0' });
      outgoing.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${current.answer.type}` }));
      return;
    }
    const { method, headers, url } = incoming;
    const forwarded = request(target + url, { method, headers }, (answer) => {
      if (current !== undefined) {
        answer.resume().on('end', () => incoming.socket.destroy());
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on('error', () => outgoing.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    loseNextAnswerTo(operation) {
      fault = { operation };
    },
    answerNext(operation, status, type) {
      fault = { operation, answer: { status, type } };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
