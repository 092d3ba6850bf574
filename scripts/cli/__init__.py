"""The command `enmusubi`: one file a command, imported only when it is called."""

import sys
from importlib import import_module

import click

from indexer.threads import use_one_blas_thread
from matcher.errors import EnmusubiError

COMMANDS = {
    "authenticity": "scripts.cli.authenticity_command:authenticity_command",
    "backup": "scripts.cli.backup_command:backup_command",
    "backtest": "scripts.cli.backtest_command:backtest_command",
    "bench": "scripts.cli.bench_command:bench_command",
    "disclosure": "scripts.cli.disclosure_command:disclosure_command",
    "campaigns": "scripts.cli.campaigns_command:campaigns_command",
    "evaluate": "scripts.cli.evaluate_command:evaluate_command",
    "export-person": "scripts.cli.export_person_command:export_person_command",
    "forget": "scripts.cli.forget_command:forget_command",
    "import": "scripts.cli.import_command:import_command",
    "index": "scripts.cli.index_command:index_command",
    "key": "scripts.cli.key_command:key_command",
    "language": "scripts.cli.language_command:language_command",
    "match": "scripts.cli.match_command:match_command",
    "restore": "scripts.cli.restore_command:restore_command",
    "rollback": "scripts.cli.rollback_command:rollback_command",
    "serve": "scripts.cli.serve_command:serve_page",
    "status": "scripts.cli.status_command:status_command",
    "user": "scripts.cli.user_command:user_command",
}


class LazyGroup(click.Group):
    """Knows its commands by name and imports the one that is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all names."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="enmusubi")
def enmusubi() -> None:
    """Find the creators who fit a campaign brief, in any language, and see why.

    Exit codes: 0 done; 1 something was rejected or not found; 2 wrong usage; 3 the environment cannot do it.
    """
    use_one_blas_thread()


def main() -> None:
    """Run the command; what is raised on purpose is said in two sentences, without a traceback."""
    try:
        enmusubi()
    except EnmusubiError as error:
        click.echo(f"enmusubi: {error}", err=True)
        sys.exit(error.exit_code)
