// @ts-check
/*
 * Asks the server to do something, and listens to its steps, a line of JSON each.
 */
import { known } from "./known.js";

/** @typedef {{verb: string, subject: string, done: number, total: number}} Step */
/** @typedef {{message: string, remedy: string}} Trouble */
/** @typedef {{step?: Step, done?: any, error?: Trouble}} Line */

/** @param {Trouble} trouble */
const inWords = ({ message, remedy }) => (remedy ? `${message}. ${remedy}` : `${message}.`);

/**
 * @param {string} what to do
 * @param {Record<string, unknown>} about it
 * @param {(step: string) => void} tell of each step
 * @returns {Promise<any>} what came of it
 */
export const ask = async (what, about, tell = () => {}) => {
  const response = await fetch(`/~preview/${what}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Publisher-Token": known.token },
    body: JSON.stringify({ publication: known.publication, ...about }),
  }).catch(() => {
    throw new Error("The server does not answer. Start publisher preview again.");
  });
  let done;
  for await (const line of linesOf(response)) {
    if (line.error) throw new Error(inWords(line.error));
    if (line.step) tell(`${line.step.verb} ${line.step.subject}, ${line.step.done} of ${line.step.total}`);
    done = line.done ?? done;
  }
  if (done === undefined) throw new Error("The server stopped half way. Start publisher preview again.");
  return done;
};

/** @param {Response} response @returns {AsyncGenerator<Line>} */
async function* linesOf(response) {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  while (reader) {
    const { value, done } = await reader.read().catch(() => ({ value: undefined, done: true }));
    rest += decoder.decode(value, { stream: !done });
    const lines = rest.split("\n");
    rest = done ? "" : lines.pop() ?? "";
    for (const line of lines) if (line) yield JSON.parse(line);
    if (done) return;
  }
}
