/** The report of a run: page by page, what is outstanding, and where it goes. */
export function ReportPage() {
  return null;
}
