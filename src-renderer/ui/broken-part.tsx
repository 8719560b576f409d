// When a part of the screen cannot be drawn, it says so and offers a way on; without this the whole cockpit would go white.
// What is on the record is not touched by it: that lies with the host.
import { Component, type ReactNode } from 'react';
import { Button } from './button.tsx';
import './broken-part.css';

interface Props {
  /** "The cockpit" */
  what: string;
  ways: readonly { label: string; take: () => void }[];
  children: ReactNode;
}

/** React wants a class for this. */
export class BrokenPart extends Component<Props, { why: string | null }> {
  override state: { why: string | null } = { why: null };

  static getDerivedStateFromError(error: unknown): { why: string } {
    return { why: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { why } = this.state;
    const { what, ways, children } = this.props;
    if (why === null) return children;
    return (
      <div className="broken-part" role="alert">
        <p>
          <strong>{what} cannot be drawn.</strong> Everything that was saved is on disk and untouched. (
          {why.slice(0, 200)})
        </p>
        {ways.map(({ label, take }) => (
          <Button
            key={label}
            onPress={() => {
              take();
              this.setState({ why: null });
            }}
          >
            {label}
          </Button>
        ))}
      </div>
    );
  }
}
