import core.crypto
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consent', '0018_ledger_mends'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PartnerTold',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('how', models.CharField(blank=True, choices=[('agreed', 'By the way that the agreement names'), ('email', 'By e-mail'), ('phone', 'By phone'), ('letter', 'By letter'), ('person', 'Face to face')], max_length=8)),
                ('why_not', core.crypto.EncryptedTextField(default='')),
                ('covers', models.JSONField(default=list)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consent.partner')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='told', to='consent.rightsrequest')),
            ],
            options={
                'ordering': ('on', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('request', 'partner'), name='a_partner_is_told_once_for_a_request'), models.UniqueConstraint(condition=models.Q(('partner__isnull', True)), fields=('request',), name='nobody_named_is_told_once')],
            },
        ),
    ]
