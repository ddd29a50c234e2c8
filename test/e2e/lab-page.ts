/** The lab's own page stands in for the client's OCC and for the mains of the machines. */
const page = 'http://127.42.0.1:28080';

/** What a person presses there. */
export async function atTheLab(
  action: 'activate' | 'deactivate' | `power-on/${string}` | `power-off/${string}`,
): Promise<void> {
  const path = action.includes('/') ? action : `act/${action}`;
  const answer = await fetch(`${page}/${path}`, { method: 'POST' });
  if (!answer.ok) throw new Error(`The page of the practice lab answered ${String(answer.status)} to ${action}`);
}
