// The first start: who you are, and the two ways to begin; a drill teaches the keys in three minutes.
import { declareIncident } from '../../actions/declare-incident.ts';
import { runDrill } from '../../actions/run-drill.ts';
import { Button } from '../../ui/button.tsx';
import { Identity } from './identity.tsx';

export function Welcome() {
  return (
    <section className="welcome" aria-labelledby="welcome">
      <h2 id="welcome">Calm, before it burns</h2>
      <p>
        Warroom keeps the protocol while you keep your head: clocks, roles, updates, the record. It works with no
        network, and nothing is told to anybody until you connect somebody.
      </p>
      <Identity />
      <div className="welcome-ways">
        <div className="welcome-way">
          <h3>Three minutes to learn it</h3>
          <p>
            A played incident with played vendors. It tells you each next step and its key; nothing leaves this machine.
          </p>
          <Button tone="violet" hint="shift+d" onPress={runDrill.perform}>
            Run a drill
          </Button>
        </div>
        <div className="welcome-way">
          <h3>It burns already?</h3>
          <p>One line and Enter. Severity, people and the rest can wait until you have a second.</p>
          <Button tone="red" hint="d" onPress={declareIncident.perform}>
            Declare now
          </Button>
        </div>
      </div>
    </section>
  );
}
