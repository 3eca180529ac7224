"""Which letters of a case wait to be posted is asked on each of its pages and steps: by topic, of all notices."""

from django.db import migrations, models


class AddIndexBesideWriters(migrations.AddIndex):
    """Without keeping anybody waiting who tells something meanwhile, where the engine can: not in a transaction."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "postgresql":
            return super().database_forwards(app_label, schema_editor, from_state, to_state)
        # One that a broken attempt left behind is invalid, and would stand in the way of the next.
        schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {schema_editor.quote_name(self.index.name)}")
        model = to_state.apps.get_model(app_label, self.model_name)
        schema_editor.add_index(model, self.index, concurrently=True)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('notifications', '0002_delivery_failed'),
    ]

    operations = [
        AddIndexBesideWriters(
            model_name='notice',
            index=models.Index(fields=['topic'], name='notice_of_topic'),
        ),
    ]
