import { MarkdownText } from '../../ui/markdown-text.tsx';
import classes from './fact-table.module.css';

export interface FactTableProps {
  readonly label: string;
  readonly heads: readonly string[];
  /** Markdown, cell by cell. */
  readonly rows: readonly (readonly string[])[];
}

/** A plain table of texts; a wide one scrolls by itself. */
export function FactTable({ label, heads, rows }: FactTableProps) {
  return (
    <div className={classes['room']}>
      <table className={classes['table']} aria-label={label}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column}>
                  <MarkdownText text={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
