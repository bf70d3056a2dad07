const LOOKED_AGAIN_MS = 50;

interface Held {
  readonly media: string;
  /** Whether who asked may still have it, and sees what they saw. */
  holds(): Promise<boolean>;
}

/**
 * An answer that goes on for longer than its request: before a part of it goes out it is asked anew whether it may. Events
 * then end, and whoever watches them asks again; a file breaks off, since half of it would pass for the whole. Of a file's
 * many parts not each is asked about, but twenty a second.
 */
export function whileItHolds(answer: Response, { media, holds }: Held): Response {
  if (!answer.body) return answer;
  const parts = answer.body.getReader();
  const isEvents = media === 'text/event-stream';
  let lookedAt = Number.NEGATIVE_INFINITY;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await parts.read();
      if (done) return controller.close();
      const now = performance.now();
      if (isEvents || now - lookedAt >= LOOKED_AGAIN_MS) {
        lookedAt = now;
        if (!(await holds())) {
          await parts.cancel();
          if (isEvents) controller.close();
          else controller.error(new Error('who asked for this file may not have it any more'));
          return;
        }
      }
      controller.enqueue(value);
    },
    cancel: reason => parts.cancel(reason),
  });
  return new Response(body, { status: answer.status, headers: answer.headers });
}
