/** The lab's own page stands in for the client's OCC and for the mains of the machines. */
const page = 'http://127.42.0.21:28080';

/** What a person presses there; the service name follows by `name/<host>`. */
export async function atTheLab(
  action: 'activate' | 'deactivate' | `power-on/${string}` | `power-off/${string}`,
): Promise<void> {
  const answer = await fetch(`${page}/${action}`, { method: 'POST' });
  if (!answer.ok) throw new Error(`The page of the practice lab answered ${String(answer.status)} to ${action}`);
}
