import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.crypto


class Migration(migrations.Migration):
    dependencies = [("consent", "0015_objections")]

    operations = [
        migrations.CreateModel(
            name="Beginning",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", core.crypto.EncryptedTextField()),
                ("email", core.crypto.EncryptedTextField()),
                ("language", models.CharField(max_length=8)),
                ("is_young", models.BooleanField(default=False)),
                ("began_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="doorcode",
            name="beginning",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="code", to="consent.beginning"
            ),
        ),
        migrations.AlterField(
            model_name="legalhold",
            name="code",
            field=models.CharField(
                choices=[
                    ("named_answers", "Who gave an answer with their name"),
                    ("comment_words", "What families wrote in their own words"),
                    ("anonymous_answers", "Answers without a name"),
                    ("panel_prospects", "People who asked to join a panel and did not"),
                    ("chose_nothing", "People who told us who they are and chose nothing"),
                    ("panel_files", "What we hold about somebody as a panel member"),
                    ("payments", "Money paid back to panel members"),
                    ("consent_records", "What somebody agreed to"),
                    ("photos", "Photos of people"),
                    ("meeting_notes", "Notes of panel meetings"),
                    ("concern_words", "The words of a worry about a child"),
                    ("rights_requests", "What people asked about their own data"),
                    ("breaches", "Things that went wrong with somebody’s data"),
                    ("sharing_records", "What was shared with a partner"),
                    ("audit_trail", "The audit trail"),
                ],
                max_length=24,
                verbose_name="kind of record",
            ),
        ),
        migrations.AlterField(
            model_name="retentionrule",
            name="code",
            field=models.CharField(
                choices=[
                    ("named_answers", "Who gave an answer with their name"),
                    ("comment_words", "What families wrote in their own words"),
                    ("anonymous_answers", "Answers without a name"),
                    ("panel_prospects", "People who asked to join a panel and did not"),
                    ("chose_nothing", "People who told us who they are and chose nothing"),
                    ("panel_files", "What we hold about somebody as a panel member"),
                    ("payments", "Money paid back to panel members"),
                    ("consent_records", "What somebody agreed to"),
                    ("photos", "Photos of people"),
                    ("meeting_notes", "Notes of panel meetings"),
                    ("concern_words", "The words of a worry about a child"),
                    ("rights_requests", "What people asked about their own data"),
                    ("breaches", "Things that went wrong with somebody’s data"),
                    ("sharing_records", "What was shared with a partner"),
                    ("audit_trail", "The audit trail"),
                ],
                max_length=24,
                verbose_name="kind of record",
            ),
        ),
        migrations.AlterField(
            model_name="retentionrun",
            name="code",
            field=models.CharField(
                choices=[
                    ("named_answers", "Who gave an answer with their name"),
                    ("comment_words", "What families wrote in their own words"),
                    ("anonymous_answers", "Answers without a name"),
                    ("panel_prospects", "People who asked to join a panel and did not"),
                    ("chose_nothing", "People who told us who they are and chose nothing"),
                    ("panel_files", "What we hold about somebody as a panel member"),
                    ("payments", "Money paid back to panel members"),
                    ("consent_records", "What somebody agreed to"),
                    ("photos", "Photos of people"),
                    ("meeting_notes", "Notes of panel meetings"),
                    ("concern_words", "The words of a worry about a child"),
                    ("rights_requests", "What people asked about their own data"),
                    ("breaches", "Things that went wrong with somebody’s data"),
                    ("sharing_records", "What was shared with a partner"),
                    ("audit_trail", "The audit trail"),
                ],
                max_length=24,
                verbose_name="kind of record",
            ),
        ),
    ]
